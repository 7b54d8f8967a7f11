using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query.Ast;
using LogAggregator.Engine.Query.Execution.Blocks;
using LogAggregator.Engine.Query.Execution.Groups;
using LogAggregator.Engine.Query.Pipes.Patterns;
using LogAggregator.Engine.Storage.Columns;

namespace LogAggregator.Engine.Query.Pipes;

/// <summary>
/// The pipes of one query at work: records in, rows out. Pure: no clock, no store. Not for use by two threads at once.
/// </summary>
public sealed class QueryRun
{
    readonly QueryBudget _budget;
    readonly PipeOperator _first;
    readonly RecordSource _source;
    readonly Sink _sink;

    /// <param name="pipes">As read by <see cref="Syntax.QueryParser"/>.</param>
    /// <param name="limits">What it may use; the duration is the reader's to keep.</param>
    /// <param name="rangeNs">Length of the range of time that the query asks for, if it has both ends: for <c>rate()</c>.</param>
    public QueryRun(ImmutableArray<Pipe> pipes, QueryLimits limits, long? rangeNs = null)
    {
        _budget = new QueryBudget(limits.MaxBytes);
        _sink = new Sink(limits.MaxRows, _budget);
        var builder = new PipelineBuilder(rangeNs, _budget);
        builder.Add(pipes);
        _first = builder.LinkTo(_sink);
        _source = new RecordSource(builder.Records);
        GivesRecords = builder.Schema.HoldsRecords;
        Columns = [.. GivesRecords ? builder.Schema.Extracted : builder.Schema.Columns];
    }

    /// <summary>Rows are records (<see cref="TableRow.Record"/>), with columns only where pipes added some.</summary>
    public bool GivesRecords { get; }

    /// <summary>Names of <see cref="TableRow.Values"/>.</summary>
    public ImmutableArray<string> Columns { get; }

    /// <summary>Why the result is not whole, each a sentence; empty if it is.</summary>
    public IReadOnlyList<string> Notes => _budget.Notes;

    /// <summary>Takes the next record, in the order of the search. False: more would change nothing, stop.</summary>
    public bool Add(StoredRecord record) => _first.Add(_source.RowOf(record)) && !_budget.IsExhausted;

    /// <summary>It takes records in any order, and rows of blocks as they are stored.</summary>
    public bool TakesGroups => _first.TakesGroups;

    /// <summary>
    /// Works out what the rows say. May be called beside every other call, by any thread; the result may not: to call it is as
    /// <see cref="Add(StoredRecord)"/> for each of the rows.
    /// </summary>
    internal Func<bool> Prepare(BlockView block, RowSet rows)
    {
        var add = _first.Prepare(_source.GroupOf(block, rows));
        return () => add() && !_budget.IsExhausted;
    }

    /// <summary>A tally of patterns is all it needs of records.</summary>
    internal bool WantsTallies => _first.WantsTallies;

    /// <summary>As <see cref="Add(StoredRecord)"/> for each that was counted; only where <see cref="WantsTallies"/> says so.</summary>
    internal bool Add(PatternTally tally, Func<int, string> messageOf) => _first.Add(tally, messageOf) && !_budget.IsExhausted;

    /// <summary>How many records there are is all it needs.</summary>
    internal bool WantsCounts => _first.WantsCounts;

    /// <summary>As <see cref="Add(StoredRecord)"/> for so many records; only where <see cref="WantsCounts"/> says so.</summary>
    internal bool Add(long records) => _first.Add(records) && !_budget.IsExhausted;

    /// <summary>What a directory says of a block is enough; its records need not come.</summary>
    internal bool CanAdd(BlockSummary summary) => _first.CanAdd(summary);

    /// <summary>As <see cref="Add(StoredRecord)"/> for each record of the block.</summary>
    internal bool Add(BlockSummary summary) => _first.Add(summary) && !_budget.IsExhausted;

    /// <summary>No more records will come.</summary>
    public void Complete() => _first.Complete();

    /// <summary>The reading ended before all records were seen.</summary>
    /// <param name="reason">A sentence for people.</param>
    public void NotePartial(string reason) => _budget.Note(reason);

    /// <summary>The rows given since the last call; they are the caller's.</summary>
    public IReadOnlyList<TableRow> TakeRows() => _sink.Take();

    sealed class Sink(long maxRows, QueryBudget budget) : PipeOperator
    {
        List<TableRow> _rows = [];
        long _given;

        public override bool Add(TableRow row)
        {
            if (_given == maxRows)
            {
                budget.Note($"only the first {maxRows} rows are given; add a limit, or ask for fewer groups");
                return false;
            }

            _given++;
            _rows.Add(row.Copy());
            return true;
        }

        public override void Complete()
        {
        }

        public List<TableRow> Take()
        {
            var rows = _rows;
            if (rows.Count > 0) _rows = [];
            return rows;
        }
    }
}
