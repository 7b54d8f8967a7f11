using System;
using System.Buffers;
using System.Collections.Generic;
using System.IO.Pipelines;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using LogAggregator.Engine.Parsing;
using LogAggregator.Engine.Query.Pipes;
using LogAggregator.Engine.Query.Values;

namespace LogAggregator.Api.Queries;

/// <summary>
/// RFC 4180: a line of column names, then the rows. Of records: <c>timestamp</c>, <c>level</c>, <c>container_name</c>, <c>message</c> and what
/// pipes added. A partial result ends with a line <c># partial: …</c> in the first column.
/// </summary>
sealed class CsvQueryFormat : IQueryFormat
{
    static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    readonly LineParser _parser = new();
    PipeWriter _output = null!;
    bool _givesRecords;

    public string ContentType => "text/csv; charset=utf-8";

    public void Begin(PipeWriter output, QueryRun run)
    {
        (_output, _givesRecords) = (output, run.GivesRecords);
        WriteLine(run.GivesRecords ? ["timestamp", "level", "container_name", "message", .. run.Columns] : run.Columns);
    }

    public void Write(TableRow row)
    {
        var cells = row.Values.Select(value => value.ToString());
        if (_givesRecords)
        {
            var record = row.Record!;
            var message = Encoding.UTF8.GetString(_parser.Parse(record.Line).Message.Span);
            cells = [Value.Time(record.Id.TimestampNs).ToString(), LevelWords.Name(record.Level), record.Source.ContainerName, message, .. cells];
        }

        WriteLine(cells);
    }

    public void End(IReadOnlyList<string> notes, TimeSpan elapsed)
    {
        if (notes.Count > 0) WriteLine(["# partial: " + string.Join("; ", notes)]);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    void WriteLine(IEnumerable<string> cells) => Encoding.UTF8.GetBytes(string.Join(',', cells.Select(Quote)) + "\r\n", _output);

    static string Quote(string cell) =>
        cell.AsSpan().ContainsAny(Special) ? "\"" + cell.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : cell;
}
