using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace LogAggregator.Load.Corpus;

/// <summary>
/// Writes records as NDJSON, the same for the same seed: thirty containers of six kinds, about 300 bytes a record,
/// times that rise by about 20 ms.
/// </summary>
static class CorpusWriter
{
    /// <summary>Where the corpus's clock starts; a day of a million records is about five and a half hours.</summary>
    static readonly DateTime Start = new(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc);

    public static void Write(long records, string path, int seed = 1)
    {
        var random = new Random(seed);
        var values = new Values(random);
        var containers = Containers(values);
        var weighted = containers.SelectMany(c => Enumerable.Repeat(c, c.Weight)).ToArray();
        var entry = new Entry();
        var time = Start;
        using var writer = new StreamWriter(path, false, new UTF8Encoding(false), 1 << 20);
        for (var i = 0L; i < records; i++)
        {
            time = time.AddTicks(random.Next(1, 400_000));
            var container = weighted[random.Next(weighted.Length)];
            container.Print(values, entry);
            writer.Write(Line(time, container, entry));
            writer.Write('\n');
        }
    }

    static string Line(DateTime time, Container container, Entry entry) => string.Create(
        CultureInfo.InvariantCulture,
        $"{{\"timestamp\":\"{time:yyyy-MM-ddTHH:mm:ss.ffffff}Z\",\"level\":\"{entry.Level}\",\"service\":\"{container.Service}\",\"container_name\":\"{container.Name}\",\"container_id\":\"{container.Id}\",\"message\":\"{Printers.Escape(entry.Message)}\"{(entry.Metadata.Length == 0 ? "" : ",\"metadata\":{" + entry.Metadata + "}")}}}");

    static Container[] Containers(Values values)
    {
        (string Kind, int Weight, Action<Values, Entry> Print)[] kinds =
        [
            ("web", 12, Printers.WebAccess), ("api", 16, Printers.JsonService), ("postgres", 6, Printers.Database),
            ("shop", 8, Printers.Java), ("billing", 8, Printers.DotNet), ("system", 2, Printers.Daemon),
        ];
        return [.. kinds.SelectMany(k => Enumerable.Range(1, 5).Select(n =>
            new Container($"prod-{k.Kind}-{n}", values.Hex(12), $"{k.Kind}-{n}", k.Weight * n, k.Print)))];
    }
}
