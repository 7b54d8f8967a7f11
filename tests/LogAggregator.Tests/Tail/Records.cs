using System.Collections.Generic;
using System.Linq;
using System.Text;
using LogAggregator.Engine.Model;

namespace LogAggregator.Tests.Tail;

/// <summary>Records to publish.</summary>
static class Records
{
    public static readonly LogSource Web =
        LogSource.Empty with { ContainerName = "web", ContainerId = "0123456789ab", Service = "web", Stream = OutputStream.Stdout };

    public static StoredRecord Of(ulong sequence, Level level = Level.Info, int lineBytes = 10) => new(
        new RecordId((long)sequence, sequence), (long)sequence, level, RecordFlags.None, Web, Encoding.ASCII.GetBytes(new string('x', lineBytes)));

    public static StoredRecord[] Range(int first, int count, Level level = Level.Info, int lineBytes = 10) =>
        [.. Enumerable.Range(first, count).Select(i => Of((ulong)i, level, lineBytes))];

    public static RecordBatch Batch(params IEnumerable<string> lines)
    {
        var batch = new RecordBatch();
        foreach (var line in lines) batch.Add(Web, 1, 1, Level.Info, RecordFlags.None, Encoding.UTF8.GetBytes(line));
        return batch;
    }
}
