using System.Collections.Generic;
using System.Linq;
using System.Text;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query.Ast;
using LogAggregator.Engine.Query.Execution;
using Xunit;

namespace LogAggregator.Engine.Tests.Query.Execution;

public sealed class FilterEvaluatorTests
{
    public static IEnumerable<TheoryDataRow<string, string, bool>> TextCases => TextCasesOf("text-cases.txt");

    public static IEnumerable<TheoryDataRow<string, string, bool>> StructuredTextCases => TextCasesOf("structured-text-cases.txt");

    public static IEnumerable<TheoryDataRow<string, string, string, string, bool>> ContainerCases =>
        CaseFile.Read("Query/Execution/container-cases.txt").Select(c => new TheoryDataRow<string, string, string, string, bool>(c[0], c[1], c[2], c[3], c[4] == "yes"));

    [Theory, MemberData(nameof(TextCases)), MemberData(nameof(StructuredTextCases))]
    public void TextIsFoundAsTheTableSays(string needle, string line, bool found)
    {
        Filter filter = needle.StartsWith('"') ? new Phrase(needle.Trim('"')) : new TextContains(needle);

        Assert.Equal(found, new FilterEvaluator(filter).Matches(View(line: CaseFile.Bytes(line))));
    }

    /// <summary>Other lengths take other paths: one comparison of sixteen places, several, the overlapping last.</summary>
    [Theory, MemberData(nameof(TextCases))]
    public void TextIsFoundJustTheSameInALongLine(string needle, string line, bool found)
    {
        Filter filter = needle.StartsWith('"') ? new Phrase(needle.Trim('"')) : new TextContains(needle);
        var evaluator = new FilterEvaluator(filter);
        for (var before = 0; before < 40; before++)
        {
            var padded = $"{new string('~', before)} {line} {new string('~', 40 - before)}";
            Assert.Equal(found, evaluator.Matches(View(line: CaseFile.Bytes(padded))));
        }
    }

    [Theory, MemberData(nameof(ContainerCases))]
    public void ContainersAreFoundAsTheTableSays(string value, string name, string composeService, string id, bool found)
    {
        var source = LogSource.Empty with { ContainerName = name, ComposeService = composeService, ContainerId = id };
        var evaluator = new FilterEvaluator(new ContainerIs(value));

        Assert.Equal(found, evaluator.Matches(View(source)));
        Assert.Equal(found ? Tri.Yes : Tri.No, evaluator.Judge(source, LevelSet.All, 0, 1));
    }

    [Fact]
    public void AnEmptyTextIsInEveryRecord()
    {
        Assert.True(new FilterEvaluator(new TextContains("")).Matches(View(line: [])));
        Assert.Equal(Tri.Yes, FilterEvaluator.Judge(new Phrase(""), null, LevelSet.All, 0, 1));
    }

    [Fact]
    public void TheEndOfATimeRangeIsNotInIt()
    {
        var evaluator = new FilterEvaluator(new TimeRange(10, 20));

        Assert.Equal([false, true, true, false], new long[] { 9, 10, 19, 20 }.Select(t => evaluator.Matches(View(timestampNs: t))));
        Assert.Equal(Tri.Yes, evaluator.Judge(null, LevelSet.All, 10, 19));
        Assert.Equal(Tri.Maybe, evaluator.Judge(null, LevelSet.All, 10, 20));
        Assert.Equal(Tri.Maybe, evaluator.Judge(null, LevelSet.All, 0, 100));
        Assert.Equal(Tri.No, evaluator.Judge(null, LevelSet.All, 20, 30));
        Assert.Equal(Tri.No, evaluator.Judge(null, LevelSet.All, 0, 9));
    }

    [Fact]
    public void ServiceProjectHostAndStreamAreComparedWholeInAnyCase()
    {
        var source = new LogSource("Host-1", "c", "id", "image", "HomeIQ", "Web", "", OutputStream.Stderr);

        Assert.True(Matches(new ServiceIs("WEB"), source));
        Assert.False(Matches(new ServiceIs("we"), source));
        Assert.True(Matches(new ProjectIs("homeiq"), source));
        Assert.False(Matches(new ProjectIs("home"), source));
        Assert.True(Matches(new HostIs("host-1"), source));
        Assert.False(Matches(new HostIs("host"), source));
        Assert.True(Matches(new StreamIs(OutputStream.Stderr), source));
        Assert.False(Matches(new StreamIs(OutputStream.Stdout), source));
    }

    [Fact]
    public void NothingIsSureOfABlockOfSeveralSources() =>
        Assert.Equal(Tri.Maybe, FilterEvaluator.Judge(new ServiceIs("web"), null, LevelSet.All, 0, 1));

    [Fact]
    public void AServiceThatOnlyTheLineKnowsIsNotJudgedByTheSource() =>
        Assert.Equal(Tri.Maybe, FilterEvaluator.Judge(new ServiceIs("web"), LogSource.Empty, LevelSet.All, 0, 1));

    [Fact]
    public void GapsAreFoundByTheirFlag()
    {
        var evaluator = new FilterEvaluator(new IsGap());

        Assert.True(evaluator.Matches(View(flags: RecordFlags.Gap | RecordFlags.NoNewline)));
        Assert.False(evaluator.Matches(View(flags: RecordFlags.NoNewline)));
    }

    [Fact]
    public void LifecycleRecordsAreFoundByTheirFlag()
    {
        var evaluator = new FilterEvaluator(new IsLifecycle());

        Assert.True(evaluator.Matches(View(flags: RecordFlags.Lifecycle)));
        Assert.False(evaluator.Matches(View(flags: RecordFlags.Gap | RecordFlags.Posted)));
    }

    [Fact]
    public void AnEmptyAndIsEverythingAnEmptyOrNothing()
    {
        Assert.True(Matches(new And([]), LogSource.Empty));
        Assert.False(Matches(new Or([]), LogSource.Empty));
        Assert.True(Matches(AllRecords.Instance, LogSource.Empty));
    }

    [Fact]
    public void MoreSourcesThanAreKeptAreStillDecidedRightly()
    {
        var evaluator = new FilterEvaluator(new ServiceIs("s7"));
        for (var i = 0; i < 10_000; i++)
        {
            var service = "s" + (i % 10);
            Assert.Equal(service == "s7", evaluator.Matches(View(LogSource.Empty with { Service = service })));
        }
    }

    static IEnumerable<TheoryDataRow<string, string, bool>> TextCasesOf(string file) =>
        CaseFile.Read("Query/Execution/" + file).Select(c => new TheoryDataRow<string, string, bool>(c[0], c[1], c[2] == "yes"));

    static bool Matches(Filter filter, LogSource source) => new FilterEvaluator(filter).Matches(View(source));

    static RecordView View(
        LogSource? source = null, long timestampNs = 0, Level level = Level.Info, RecordFlags flags = RecordFlags.None, byte[]? line = null) =>
        new(source ?? LogSource.Empty, new RecordId(timestampNs, 1), level, flags, line ?? Encoding.UTF8.GetBytes("a line"));
}
