using LogAggregator.Engine.Query.Execution.Blocks;
using LogAggregator.Engine.Query.Execution.Fields;
using LogAggregator.Engine.Query.Values;
using LogAggregator.Engine.Storage.Columns;

namespace LogAggregator.Engine.Query.Execution.Groups;

/// <summary>Rows of a block that a query reads together, column by column. Not for use by two threads at once.</summary>
/// <param name="block">The block.</param>
/// <param name="rows">Those of its rows that are in the group.</param>
/// <param name="candidate">Parses lines; used for any row.</param>
sealed class RowGroup(BlockView block, RowSet rows, Candidate candidate)
{
    readonly ValueList _line = new();
    FieldPlaces? _messages;
    int _row = -1;

    public BlockView Block => block;

    public RowSet Rows => rows;

    /// <summary>Where messages stand.</summary>
    public FieldPlaces Messages => _messages ??= new FieldPlaces(block, MessagePlace.In);

    /// <summary>For a value at a time.</summary>
    public ValueList Scratch { get; } = new();

    /// <summary>Reads a field from a row's line: the dear way.</summary>
    public Value Read(int row, RecordField field)
    {
        if (row != _row) candidate.Set(block.RecordAt(row, _line));
        _row = row;
        return field.Read(candidate);
    }
}
