using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query.Execution;
using LogAggregator.Engine.Query.Execution.Blocks;
using LogAggregator.Engine.Query.Execution.Fields;
using LogAggregator.Engine.Query.Execution.Groups;
using LogAggregator.Engine.Query.Values;
using LogAggregator.Engine.Storage.Columns;

namespace LogAggregator.Engine.Query.Pipes;

/// <summary>Makes rows of records: reads the fields that the pipes ask for. Built after all pipes have asked.</summary>
sealed class RecordSource(Schema schema)
{
    readonly RecordField[] _fields = FieldsOf(schema);
    readonly TableRow _row = new(new Value[schema.Columns.Count]);
    readonly Candidate _candidate = new();

    /// <summary>The rows of a block as a group. Any thread: it has its own readers of fields.</summary>
    public GroupRows GroupOf(BlockView block, RowSet rows) => new(new RowGroup(block, rows, new Candidate()), FieldsOf(schema));

    /// <summary>Valid until the next call.</summary>
    public TableRow RowOf(StoredRecord record)
    {
        _candidate.Set(new RecordView(record.Source, record.Id, record.Level, record.Flags, record.Line));
        for (var i = 0; i < _fields.Length; i++) _row.Cells[i] = _fields[i].Read(_candidate);
        _row.Record = record;
        return _row;
    }

    static RecordField[] FieldsOf(Schema schema)
    {
        var fields = new RecordField[schema.Columns.Count];
        for (var i = 0; i < fields.Length; i++) fields[i] = RecordField.For(schema.Columns[i]);
        return fields;
    }
}
