using LogAggregator.Engine.Query.Values;

namespace LogAggregator.Engine.Query.Pipes;

/// <summary>A pipe at work: takes rows from the one before, gives rows to the one behind.</summary>
abstract class PipeOperator
{
    /// <summary>Takes what this one gives. Set once, before the first row.</summary>
    public PipeOperator Next { protected get; set; } = null!;

    /// <summary>False: more rows would change nothing, the source can stop. The row may be changed here; after the call it is the giver's again.</summary>
    public abstract bool Add(TableRow row);

    /// <summary>No more rows will come. Gives what was held back, then tells the next one.</summary>
    public virtual void Complete() => Next.Complete();

    /// <summary>The cell, or null where the column is not there.</summary>
    protected static Value CellOf(TableRow row, int column) => column < 0 ? Value.Null : row.Cells[column];
}
