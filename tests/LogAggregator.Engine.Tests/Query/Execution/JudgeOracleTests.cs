using System;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using CsCheck;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query.Ast;
using LogAggregator.Engine.Query.Execution;
using Xunit;

namespace LogAggregator.Engine.Tests.Query.Execution;

/// <summary>What is said of a block must be true of each of its records, for any filter and any records.</summary>
public sealed class JudgeOracleTests
{
    static readonly string[] Names = ["", "web", "api", "db-1", "web-api"];
    static readonly string[] Lines = ["", "error in web", "ok", "Error: \u001b[31mweb"];

    static readonly Gen<LogSource> AnySource = Gen.Select(OneOf(Names), OneOf(Names), OneOf(Names), Gen.Enum<OutputStream>())
        .Select((name, service, project, stream) => new LogSource(project, name, "", "", project, service, name, stream));

    static readonly Gen<RecordView> AnyRecord = Gen.Select(AnySource, Gen.Long[0, 20], Gen.Enum<Level>(), OneOf(RecordFlags.None, RecordFlags.Gap, RecordFlags.Lifecycle), OneOf(Lines))
        .Select((source, time, level, flags, line) =>
            new RecordView(source, new RecordId(time, 1), level, flags, Encoding.UTF8.GetBytes(line)));

    static readonly Gen<Filter> AnyLeaf = Gen.OneOf<Filter>(
        Gen.Select(Gen.Long[0, 20], Gen.Long[0, 20]).Select((from, to) => (Filter)new TimeRange(from, to)),
        Gen.Byte[0, 63].Select(bits => (Filter)new LevelIn(new LevelSet(bits))),
        OneOf(Names).Select(name => (Filter)new ContainerIs(name)),
        OneOf(Names).Select(name => (Filter)new ServiceIs(name)),
        OneOf(Names).Select(name => (Filter)new ProjectIs(name)),
        OneOf(Names).Select(name => (Filter)new HostIs(name)),
        Gen.Enum<OutputStream>().Select(stream => (Filter)new StreamIs(stream)),
        OneOf("", "web", "err").Select(text => (Filter)new TextContains(text)),
        OneOf("", "web", "err").Select(text => (Filter)new Phrase(text)),
        Gen.Const((Filter)new IsGap()),
        Gen.Const((Filter)new IsLifecycle()),
        Gen.Const((Filter)AllRecords.Instance));

    static readonly Gen<Filter> AnyFilter = Gen.Recursive<Filter>((depth, inner) => depth == 3
        ? AnyLeaf
        : Gen.OneOf(
            AnyLeaf,
            inner.Select(f => (Filter)new Not(f)),
            inner.Array[0, 3].Select(fs => (Filter)new And(ImmutableArray.Create(fs))),
            inner.Array[0, 3].Select(fs => (Filter)new Or(ImmutableArray.Create(fs)))));

    [Fact]
    public void AJudgementHoldsForEachRecordOfTheBlock() =>
        Gen.Select(AnyFilter, AnyRecord.Array[1, 6], Gen.Bool).Sample((filter, records, oneSource) =>
        {
            if (oneSource) records = [.. records.Select(r => r with { Source = records[0].Source })];
            var evaluator = new FilterEvaluator(filter);
            var verdict = evaluator.Judge(
                oneSource ? records[0].Source : null,
                records.Aggregate(LevelSet.None, (set, r) => set | LevelSet.Of(r.Level)),
                records.Min(r => r.TimestampNs),
                records.Max(r => r.TimestampNs));

            foreach (var record in records) AssertAgrees(verdict, evaluator.Matches(record), Naive(filter, record));
        });

    static Gen<T> OneOf<T>(params T[] items) => Gen.Int[0, items.Length - 1].Select(i => items[i]);

    static void AssertAgrees(Tri verdict, bool matches, bool expected)
    {
        Assert.Equal(expected, matches);
        if (verdict != Tri.Maybe) Assert.Equal(verdict == Tri.Yes, matches);
    }

    /// <summary>The same meaning, written as plainly as can be, for the few texts that occur here.</summary>
    static bool Naive(Filter filter, RecordView record) => filter switch
    {
        AllRecords => true,
        And and => and.Filters.All(f => Naive(f, record)),
        Or or => or.Filters.Any(f => Naive(f, record)),
        Not not => !Naive(not.Filter, record),
        TimeRange range => range.FromNs <= record.TimestampNs && record.TimestampNs < range.ToNs,
        LevelIn level => level.Levels.Contains(record.Level),
        ContainerIs { Value: "" } => record.Source.ContainerName.Length == 0,
        ContainerIs container => record.Source.ContainerName == container.Value || record.Source.ContainerName.Split('-').Contains(container.Value),
        ServiceIs service => record.Source.Service == service.Value,
        ProjectIs project => record.Source.Project == project.Value,
        HostIs host => record.Source.Host == host.Value,
        StreamIs stream => record.Source.Stream == stream.Stream,
        TextContains text => PlainText(record).Contains(text.Text, StringComparison.Ordinal),
        Phrase { Text: "" } => true,
        Phrase phrase => PlainText(record).Split(' ').Contains(phrase.Text),
        IsGap => record.Flags == RecordFlags.Gap,
        IsLifecycle => record.Flags == RecordFlags.Lifecycle,
        _ => throw new ArgumentOutOfRangeException(nameof(filter)),
    };

    static string PlainText(RecordView record) =>
        Encoding.UTF8.GetString(record.Line.Span).ToLowerInvariant().Replace("\u001b[31m", "", StringComparison.Ordinal);
}
