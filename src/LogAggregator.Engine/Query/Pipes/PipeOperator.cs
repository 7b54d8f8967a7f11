using System;
using System.Diagnostics;
using LogAggregator.Engine.Query.Execution.Groups;
using LogAggregator.Engine.Query.Pipes.Patterns;
using LogAggregator.Engine.Query.Values;

namespace LogAggregator.Engine.Query.Pipes;

/// <summary>A pipe at work: takes rows from the one before, gives rows to the one behind.</summary>
abstract class PipeOperator
{
    /// <summary>Takes what this one gives. Set once, before the first row.</summary>
    public PipeOperator Next { protected get; set; } = null!;

    /// <summary>False: more rows would change nothing, the source can stop. The row may be changed here; after the call it is the giver's again.</summary>
    public abstract bool Add(TableRow row);

    /// <summary>It takes rows in any order, and so whole groups of them.</summary>
    public virtual bool TakesGroups => false;

    /// <summary>
    /// Works out what the group says, beside whatever else is done; only where <see cref="TakesGroups"/> says so. To call the result is as
    /// <see cref="Add(TableRow)"/> for each of its rows.
    /// </summary>
    public virtual Func<bool> Prepare(GroupRows rows) => throw new UnreachableException(GetType().Name);

    /// <summary>A tally of patterns is all it needs of rows.</summary>
    public virtual bool WantsTallies => false;

    /// <summary>As <see cref="Add(TableRow)"/> for each row that was counted; only where <see cref="WantsTallies"/> says so.</summary>
    /// <param name="tally">Of the rows.</param>
    /// <param name="messageOf">Gives the message of a row.</param>
    public virtual bool Add(PatternTally tally, Func<int, string> messageOf) => throw new UnreachableException(GetType().Name);

    /// <summary>How many rows there are is all it needs.</summary>
    public virtual bool WantsCounts => false;

    /// <summary>As <see cref="Add(TableRow)"/> for so many rows; only where <see cref="WantsCounts"/> says so.</summary>
    public virtual bool Add(long rows) => throw new UnreachableException(GetType().Name);

    /// <summary>What a directory says of a block is enough; the rows themselves need not come.</summary>
    public virtual bool CanAdd(BlockSummary summary) => false;

    /// <summary>As <see cref="Add(TableRow)"/> for each row of the block; only where <see cref="CanAdd"/> says so.</summary>
    public virtual bool Add(BlockSummary summary) => throw new UnreachableException(GetType().Name);

    /// <summary>No more rows will come. Gives what was held back, then tells the next one.</summary>
    public virtual void Complete() => Next.Complete();

    /// <summary>The cell, or null where the column is not there.</summary>
    protected static Value CellOf(TableRow row, int column) => column < 0 ? Value.Null : row.Cells[column];
}
