using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query.Execution;
using LogAggregator.Engine.Query.Execution.Blocks;
using LogAggregator.Engine.Query.Execution.Fields;
using LogAggregator.Engine.Query.Execution.Groups;
using LogAggregator.Engine.Query.Values;
using LogAggregator.Engine.Storage.Columns;

namespace LogAggregator.Engine.Query.Pipes;

/// <summary>Makes rows of records: reads the fields that the pipes ask for. Built after all pipes have asked.</summary>
sealed class RecordSource
{
    readonly RecordField[] _fields;
    readonly TableRow _row;
    readonly Candidate _candidate = new();

    public RecordSource(Schema schema)
    {
        _fields = new RecordField[schema.Columns.Count];
        for (var i = 0; i < _fields.Length; i++) _fields[i] = RecordField.For(schema.Columns[i]);
        _row = new TableRow(new Value[_fields.Length]);
    }

    /// <summary>The rows of a block as a group. Valid until the next call.</summary>
    public GroupRows GroupOf(BlockView block, RowSet rows) => new(new RowGroup(block, rows, _candidate), _fields);

    /// <summary>Valid until the next call.</summary>
    public TableRow RowOf(StoredRecord record)
    {
        _candidate.Set(new RecordView(record.Source, record.Id, record.Level, record.Flags, record.Line));
        for (var i = 0; i < _fields.Length; i++) _row.Cells[i] = _fields[i].Read(_candidate);
        _row.Record = record;
        return _row;
    }
}
