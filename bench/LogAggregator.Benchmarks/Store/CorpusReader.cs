using System.Collections.Generic;
using System.IO;
using System.Text;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Parsing;

namespace LogAggregator.Benchmarks.Store;

/// <summary>Reads the load program's NDJSON as batches, again and again, each round a day later.</summary>
sealed class CorpusReader(string path)
{
    const long DayNs = 86_400_000_000_000;
    const int BatchRecords = 1_000;

    readonly LineParser _parser = new();
    readonly Dictionary<string, LogSource> _sources = [];

    public IEnumerable<RecordBatch> Batches(long records)
    {
        var batch = new RecordBatch();
        for (var (round, left) = (0, records); left > 0; round++)
        {
            foreach (var line in File.ReadLines(path))
            {
                Add(batch, Encoding.UTF8.GetBytes(line), round * DayNs);
                if (batch.Count == BatchRecords)
                {
                    yield return batch;
                    batch = new RecordBatch();
                }

                if (--left == 0) break;
            }
        }

        if (batch.Count > 0) yield return batch;
    }

    void Add(RecordBatch batch, byte[] line, long shiftNs)
    {
        var parsed = _parser.Parse(line);
        var name = Encoding.UTF8.GetString(parsed.ContainerName.Span);
        if (!_sources.TryGetValue(name, out var source)) _sources.Add(name, source = LogSource.Empty with { ContainerName = name, Service = name, Stream = OutputStream.Stdout });
        var time = (parsed.TimestampNs ?? 0) + shiftNs;
        batch.Add(source, time, time, parsed.Level ?? Level.Info, RecordFlags.None, line);
    }
}
