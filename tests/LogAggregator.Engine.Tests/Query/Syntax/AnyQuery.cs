using System.Collections.Immutable;
using System.Linq;
using CsCheck;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query;
using LogAggregator.Engine.Query.Ast;
using LogAggregator.Engine.Query.Values;

namespace LogAggregator.Engine.Tests.Query.Syntax;

/// <summary>Random queries of the kind that the parser makes, with names and texts that are hard to write.</summary>
static class AnyQuery
{
    const long LastNs = 9_000_000_000_000_000_000;

    static readonly string[] MetadataNames = ["user", "a.b", "k8s.io/app", "odd name", "a\"b", "by", "in", "metadata.host", "metadata.since", "@t", "p95", "über"];

    static readonly string[] Computed = ["p95(user)", "count", "max(a.b)", "two words"];

    static readonly string[] Regexes = ["a", "a|b", "\"", "\\\\\"x", "\\d{4}", "[^)\"]+", "(?i)x", "\\|"];

    static readonly Gen<string> Text = Gen.OneOf(
        OneOf(
            "a", "timeout", "connection refused", "and", "OR", "not", "in", "-x", "!x", "~x", "=x", ">5", "*", "a*b", "a:b", "http://x", "std::x", "10:30", "(a)", "a|b", "a,b",
            "\"", "\\", "\\n", "\n", "\t", "a\\", "5ms", "since:5m", "not,", " ", "é"),
        Gen.String[Gen.Char["ab \"\\*:()|,-~=<>!.\n\0é"], 1, 6]);

    static readonly Gen<long> Ns = Gen.OneOf(Gen.Long[0, LastNs], Gen.Long[0, LastNs / 1_000_000_000].Select(s => s * 1_000_000_000));

    static readonly Gen<Operand> AnyOperand = Gen.OneOf(
        Gen.Select(Gen.Long, Gen.Enum<Unit>()).Select((number, unit) => (Operand)new NumberOperand(Value.Of(number), unit)),
        Gen.Select(Gen.Double.Where(double.IsFinite), Gen.Enum<Unit>()).Select((number, unit) => (Operand)Number(number, unit)),
        Gen.OneOf(Text, Gen.Const("")).Select(text => (Operand)new TextOperand(text)),
        Ns.Select(ns => (Operand)new TimeOperand(ns)));

    static readonly Gen<ValueTest> AnyTest = Gen.OneOf(
        Gen.Const((ValueTest)HasValue.Instance),
        Gen.OneOf(Text, Gen.Const("")).Select(text => (ValueTest)new EqualTo(text)),
        Gen.OneOf(Text, Gen.Const("")).Select(text => (ValueTest)new ExactlyEqualTo(text)),
        Gen.OneOf(Text, Gen.Const("")).Array[2, 4].Where(parts => parts.Any(part => part.Length > 0)).Select(parts => (ValueTest)new Like([.. parts])),
        OneOf(Regexes).Select(pattern => (ValueTest)new Matches(pattern)),
        Gen.Select(Gen.Enum<Comparison>(), AnyOperand).Select((comparison, operand) => (ValueTest)new Compare(comparison, operand)));

    static readonly Gen<Filter> AnyLeaf = Gen.OneOf(
        Gen.Const((Filter)AllRecords.Instance),
        Text.Select(text => (Filter)new TextContains(text)),
        Text.Select(text => (Filter)new Phrase(text)),
        OneOf(Regexes).Select(pattern => (Filter)new TextMatches(pattern)),
        Ns.Select(ns => (Filter)new TimeRange(ns, long.MaxValue)),
        Ns.Select(ns => (Filter)new TimeRange(0, ns)),
        Gen.Select(Ns, Ns).Select((from, to) => (Filter)new TimeRange(from, to)),
        Gen.Byte[1, 63].Select(bits => (Filter)new LevelIn(new LevelSet(bits))),
        Text.Select(text => (Filter)new ContainerIs(text)),
        Text.Select(text => (Filter)new ServiceIs(text)),
        Text.Select(text => (Filter)new ProjectIs(text)),
        Text.Select(text => (Filter)new HostIs(text)),
        Text.Select(text => (Filter)new ImageIs(text)),
        Gen.Enum<OutputStream>().Select(stream => (Filter)new StreamIs(stream)),
        Gen.Select(Ns, Gen.ULong[0, (1UL << 48) - 1]).Select((ns, sequence) => (Filter)new IdIs(new RecordId(ns, sequence))),
        Gen.Const((Filter)new IsGap()),
        Gen.Const((Filter)new IsLifecycle()),
        Text.Select(text => (Filter)new FieldIs(FieldNames.Message, new HoldsPhrase(text))),
        FieldFilter(MetadataNames));

    internal static readonly Gen<Filter> Filter = Tree(AnyLeaf);

    static readonly Gen<Filter> TableFilter = Tree(Gen.OneOf(FieldFilter(Computed), Text.Select(text => (Filter)new TextContains(text))));

    static readonly Gen<ImmutableArray<string>> Names = Columns([.. MetadataNames, FieldNames.Timestamp, FieldNames.ContainerName]);

    static readonly Gen<Pipe> AnyRecordPipe = Gen.OneOf(
        Filter.Select(filter => (Pipe)new WherePipe(filter)),
        Gen.Long[1, long.MaxValue].Select(count => (Pipe)new LimitPipe(count)),
        SortOf(Names),
        Gen.Select(Gen.Long[1, 50], Names).Select((count, by) => (Pipe)new TopPipe(count, by)),
        Gen.Select(OneOf("<x>", "a <x> b", "\\<<x>\"", "\n<y> <_>"), OneOf(["message", .. MetadataNames])).Select((p, f) => (Pipe)new ExtractPipe(p, f)));

    static readonly Gen<GroupKey> AnyStep = OneOf(1_000_000L, 60_000_000_000, 5_400_000_000_000, 604_800_000_000_000, 1_001_000_000)
        .Select(ns => (GroupKey)new TimeStepKey(ns));

    static readonly Gen<Pipe> AnyTable = Gen.OneOf(
        Gen.Select(Names, Gen.Bool, AnyStep).Select((names, hasStep, step) => (Pipe)Stats(names, hasStep ? step : null)),
        Gen.Const((Pipe)new FieldsPipe([.. Computed])));

    static readonly Gen<Pipe> AnyTablePipe = Gen.OneOf(
        TableFilter.Select(filter => (Pipe)new WherePipe(filter)),
        Gen.Long[1, 50].Select(count => (Pipe)new LimitPipe(count)),
        SortOf(Columns(Computed)),
        Columns(Computed).Select(names => (Pipe)new FieldsPipe([.. names, .. Computed.Except(names)])));

    static readonly Gen<ImmutableArray<Pipe>> AnyTail = Gen.OneOf(
        Gen.Const(ImmutableArray<Pipe>.Empty),
        Gen.OneOf(Names.Select(names => (Pipe)new UniqPipe(names)), Names.Select(names => (Pipe)new TopValuesPipe(7, names)), Gen.Const((Pipe)new PatternsPipe()))
            .Select(pipe => ImmutableArray.Create(pipe)),
        Gen.Select(AnyTable, AnyTablePipe.Array[0, 3]).Select((table, pipes) => ImmutableArray.Create([table, .. pipes])));

    internal static readonly Gen<LogQuery> Query = Gen.Select(Filter, AnyRecordPipe.Array[0, 3], AnyTail)
        .Select((filter, pipes, tail) => new LogQuery(filter, [.. pipes, .. tail]));

    static Gen<T> OneOf<T>(params T[] items) => Gen.Int[0, items.Length - 1].Select(i => items[i]);

    static NumberOperand Number(double number, Unit unit)
    {
        // As the parser reads it: what is whole and fits is an integer.
        return new NumberOperand(double.IsInteger(number) && number is > -1e15 and < 1e15 ? Value.Of((long)number) : Value.Of(number), unit);
    }

    static Gen<Filter> FieldFilter(string[] names) =>
        Gen.Select(OneOf(names), AnyTest).Select((name, test) => (Filter)new FieldIs(name, test));

    static Gen<Filter> Tree(Gen<Filter> leaf) => Gen.Recursive<Filter>((depth, inner) => depth == 3
        ? leaf
        : Gen.OneOf(
            leaf,
            inner.Select(f => (Filter)new Not(f)),
            inner.Array[2, 4].Select(fs => (Filter)new And([.. fs])),
            inner.Array[2, 4].Select(fs => (Filter)new Or([.. fs]))));

    static Gen<ImmutableArray<string>> Columns(string[] names) =>
        OneOf(names).Array[1, 3].Select(some => some.Distinct().ToImmutableArray());

    static Gen<Pipe> SortOf(Gen<ImmutableArray<string>> names) =>
        Gen.Select(names, Gen.Bool).Select((some, descending) => (Pipe)new SortPipe([.. some.Select(name => new SortKey(name, descending))]));

    /// <summary>Makes the columns of <see cref="Computed"/>, so that pipes behind can name them.</summary>
    static StatsPipe Stats(ImmutableArray<string> names, GroupKey? step) => new StatsPipe(
        [
            new Aggregate(AggregateFunction.Quantile, "user", 95, "p95(user)"),
            new Aggregate(AggregateFunction.Count, "", 0, "count"),
            new Aggregate(AggregateFunction.Max, "a.b", 0, "max(a.b)"),
            new Aggregate(AggregateFunction.Quantile, "odd name", 99.9, "two words"),
        ],
        [.. names.Select(name => new FieldKey(name)), .. step is null ? [] : new[] { step }]);
}
