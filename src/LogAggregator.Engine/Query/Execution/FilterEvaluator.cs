using System;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query.Ast;
using LogAggregator.Engine.Query.Execution.Blocks;
using LogAggregator.Engine.Storage.Columns;
using LogAggregator.Engine.Storage.Outlines;

namespace LogAggregator.Engine.Query.Execution;

/// <summary>
/// Decides records by a filter. One for each scan or live reader: it keeps what it found out about sources and a
/// parser's buffers. Not for use by two threads at once. Allocates nothing per record in steady state.
/// </summary>
public sealed class FilterEvaluator
{
    readonly Predicate _predicate;
    readonly Candidate _candidate = new();

    public FilterEvaluator(Filter filter) => _predicate = PredicateCompiler.Compile(filter);

    public bool Matches(StoredRecord record) =>
        Matches(new RecordView(record.Source, record.Id, record.Level, record.Flags, record.Line));

    public bool Matches(in RecordView record)
    {
        _candidate.Set(record);
        return _predicate.Matches(_candidate);
    }

    /// <summary>
    /// What is sure of all records of a block. <see cref="Tri.Yes"/> and <see cref="Tri.No"/> are never wrong;
    /// <see cref="Tri.Maybe"/> says nothing.
    /// </summary>
    /// <param name="source">The source of all records, or null where they have several.</param>
    /// <param name="levels">Every level that occurs; more is allowed.</param>
    /// <param name="fromNs">No event time is smaller.</param>
    /// <param name="toNs">No event time is greater (inclusive).</param>
    public Tri Judge(LogSource? source, LevelSet levels, long fromNs, long toNs) =>
        _predicate.Judge(new BlockFacts(source, levels, fromNs, toNs));

    /// <summary>False if none of the lines matches that stand there one behind the other.</summary>
    internal bool MayHave(ReadOnlySpan<byte> lines) => _predicate.MayHave(lines);

    /// <summary>What is known of a block before its columns are read.</summary>
    internal Foreseen Foresee(IBlockDigest block, LevelSet levels, long fromNs, long toNs) => _predicate.Foresee(block, new BlockFacts(null, levels, fromNs, toNs));

    /// <summary>Decides all rows of a block by its columns, as far as they tell.</summary>
    internal RowSelection Select(BlockView block) => _predicate.Select(block);

    /// <summary>As the other, for a single question.</summary>
    public static Tri Judge(Filter filter, LogSource? source, LevelSet levels, long fromNs, long toNs) =>
        new FilterEvaluator(filter).Judge(source, levels, fromNs, toNs);
}
