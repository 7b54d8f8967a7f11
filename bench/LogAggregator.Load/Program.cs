using System;
using System.Globalization;
using LogAggregator.Load;
using LogAggregator.Load.Corpus;

const string Usage = """
    log-load corpus RECORDS FILE                  write a corpus of NDJSON, the same each time
    log-load post URL FILE [CONNECTIONS [RATE]]   post FILE in batches of 1,000 records, at most RATE records/s; prints records/s
    log-load live URL RATE SECONDS                post RATE records/s one by one and time each until a WebSocket reader has it
    log-load query URL RUNS                       time the fixed set of queries
    """;

try
{
    switch (args)
    {
        case ["corpus", var records, var file]:
            CorpusWriter.Write(long.Parse(records, CultureInfo.InvariantCulture), file);
            return 0;
        case ["post", var url, var file, .. var rest]:
            await Posting.RunAsync(new Uri(url), file, NumberOr(4, rest, 0), NumberOr(0, rest, 1));
            return 0;
        case ["live", var url, var rate, var seconds]:
            await LiveLatency.RunAsync(new Uri(url), int.Parse(rate, CultureInfo.InvariantCulture), int.Parse(seconds, CultureInfo.InvariantCulture));
            return 0;
        case ["query", var url, var runs]:
            await Querying.RunAsync(new Uri(url), int.Parse(runs, CultureInfo.InvariantCulture));
            return 0;
        default:
            Console.Error.WriteLine(Usage);
            return 2;
    }
}
catch (System.Net.Http.HttpRequestException failure)
{
    await Console.Error.WriteLineAsync(failure.Message);
    return 1;
}

static int NumberOr(int fallback, string[] arguments, int index) =>
    index < arguments.Length ? int.Parse(arguments[index], CultureInfo.InvariantCulture) : fallback;
