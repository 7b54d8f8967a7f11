using LogAggregator.Engine.Query.Ast;
using LogAggregator.Engine.Query.Execution.Groups;
using LogAggregator.Engine.Query.Values;

namespace LogAggregator.Engine.Query.Execution.Fields;

/// <summary>Reads one field of records. Keeps buffers: not for use by two threads at once.</summary>
abstract class RecordField
{
    /// <param name="name">As in <see cref="FieldIs.Field"/>.</param>
    public static RecordField For(string name) => FieldNames.IsOwn(name) ? new OwnField(name) : new MetadataField(name);

    /// <summary>About how many ns a read takes.</summary>
    public abstract int Cost { get; }

    /// <summary>The value; <see cref="Value.Null"/> where there is none. An object or array is its text.</summary>
    public abstract Value Read(Candidate candidate);

    /// <summary>The values of a group's rows; from the lines of its rows, if the block's columns do not tell.</summary>
    public virtual FieldColumn ReadColumn(RowGroup group)
    {
        var values = new Value[group.Block.Count];
        foreach (var row in group.Rows) values[row] = group.Read(row, this);
        return new ValueColumn(values);
    }

    /// <summary>Whether the value, or for an array one of its elements, is taken by the test.</summary>
    public virtual bool Any(Candidate candidate, CompiledTest test) => test.Takes(Read(candidate));
}
