using LogAggregator.Engine.Query.Execution.Fields;
using LogAggregator.Engine.Query.Execution.Groups;
using LogAggregator.Engine.Storage.Columns;

namespace LogAggregator.Engine.Query.Pipes;

/// <summary>A group of rows as the pipes see it: the columns that they asked for, each read when it is first needed.</summary>
sealed class GroupRows(RowGroup group, RecordField[] fields)
{
    readonly FieldColumn?[] _columns = new FieldColumn?[fields.Length];

    public RowGroup Group => group;

    public RowSet Rows => group.Rows;

    /// <param name="column">Of the schema of records.</param>
    public FieldColumn Column(int column) => _columns[column] ??= fields[column].ReadColumn(group);
}
