using System;
using System.IO;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Configuration;
using LogAggregator.Engine;
using LogAggregator.Engine.Query;
using LogAggregator.Engine.Query.Ast;
using LogAggregator.Engine.Rendering;

namespace LogAggregator.Cli;

/// <summary><c>cat</c>: every record of the log directory as a line of JSON, in the order they came.</summary>
static class CatCommand
{
    /// <summary>0, or 1 if the directory cannot be used or not all of it can be read.</summary>
    public static async Task<int> RunAsync(ServiceOptions options, Stream output, TextWriter errors)
    {
        try
        {
            if (!Directory.Exists(options.LogDirectory)) throw new DirectoryNotFoundException($"There is no directory {options.LogDirectory}.");
            return await WriteAsync(options, output, errors);
        }
        catch (Exception exception) when (StartFailure.Describe(exception, options) is { } sentence)
        {
            await errors.WriteLineAsync($"log-aggregator cannot read: {sentence}");
            return 1;
        }
    }

    static async Task<int> WriteAsync(ServiceOptions options, Stream output, TextWriter errors)
    {
        var store = new EmbeddedStoreOptions { Directory = options.LogDirectory, MaxRecentRecords = 0, MinFreeDiskBytes = 0 };
        await using var records = EmbeddedLogStore.Open(store, TimeProvider.System, onEvent: told => errors.WriteLine(told.Sentence));
        await using var buffer = new BufferedStream(output, 64 * 1024);
        await using var json = new Utf8JsonWriter(buffer, RecordJson.WriterOptions);
        var rendering = new RecordJson();
        await foreach (var record in records.SearchAsync(new LogSearch(AllRecords.Instance, SearchOrder.Arrival), CancellationToken.None))
        {
            rendering.Write(json, record);
            await json.FlushAsync();
            json.Reset();
            buffer.WriteByte((byte)'\n');
        }

        return records.Statistics.DamagedBlocks == 0 ? 0 : 1;
    }
}
