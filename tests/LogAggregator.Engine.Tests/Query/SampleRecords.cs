using System.Collections.Generic;
using System.Linq;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Parsing;

namespace LogAggregator.Engine.Tests.Query;

/// <summary>The records of sample-records.txt, by name, as the service would have stored them.</summary>
static class SampleRecords
{
    const long FirstNs = 1_795_600_800_000_000_000;

    static readonly string[][] Rows = [.. CaseFile.Read("Query/sample-records.txt")];

    static readonly string[] Containers = [.. Rows.Select(columns => columns[1]).Distinct()];

    public static IReadOnlyList<(string Name, StoredRecord Record)> All { get; } =
        [.. Rows.Select((columns, index) => (columns[0], Of(columns, index)))];

    static StoredRecord Of(string[] columns, int index)
    {
        var line = CaseFile.Bytes(columns[5]);
        var parsed = new LineParser().Parse(line);
        var observedNs = FirstNs + index * 1_000_000_000L;
        var id = new RecordId(EventTime.Choose(parsed.TimestampNs, observedNs), (ulong)index + 1);
        var source = new LogSource(
            "server-1", columns[1], ContainerId(columns[1]), columns[3], "homeiq", ServiceOf(parsed, columns), columns[2],
            columns[4] == "stderr" ? OutputStream.Stderr : OutputStream.Stdout);
        return new StoredRecord(id, observedNs, parsed.Level ?? Level.Info, RecordFlags.None, source, line);
    }

    /// <summary>Twelve times a for the first container, b for the second.</summary>
    static string ContainerId(string name) => new((char)('a' + System.Array.IndexOf(Containers, name)), 12);

    static string ServiceOf(ParsedLine parsed, string[] columns)
    {
        if (parsed.Service.Length > 0) return System.Text.Encoding.UTF8.GetString(parsed.Service.Span);
        return columns[2].Length > 0 ? columns[2] : columns[1];
    }
}
