using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query;
using LogAggregator.Engine.Query.Pipes;
using LogAggregator.Engine.Query.Syntax;
using LogAggregator.Engine.Tests.Query.Syntax;
using Xunit;

namespace LogAggregator.Engine.Tests.Query.Pipes;

public sealed class QueryRunTests
{
    [Fact]
    public void WhenGroupsNeedMoreMemoryThanThereIsTheResultIsCutAndSaysSo()
    {
        var run = RunOf("| stats count() by n", new QueryLimits { MaxBytes = 1024 * 1024, MaxRows = long.MaxValue });
        var taken = AddUntilEnough(run, 100_000);
        run.Complete();

        Assert.InRange(taken, 1_000, 20_000);
        Assert.Equal(["stats needs more than 1 MiB of memory: the result is that of the records read up to there"], run.Notes);
        Assert.InRange(run.TakeRows().Count, taken - 1, taken);
    }

    [Theory]
    [InlineData("| uniq n", "uniq")]
    [InlineData("| patterns", "patterns")]
    [InlineData("| stats p50(n) by n, s", "stats")]
    [InlineData("| top n", "stats")]
    public void EveryPipeThatHoldsGroupsKeepsToTheMemory(string query, string pipe)
    {
        var run = RunOf(query, new QueryLimits { MaxBytes = 1024 * 1024 });

        Assert.InRange(AddUntilEnough(run, 50_000), 500, 40_000);
        Assert.StartsWith(pipe + " needs more than 1 MiB", run.Notes[0], StringComparison.Ordinal);
    }

    [Fact]
    public void ASortWithoutMemoryForAllStillGivesTheFirstOfAll()
    {
        var run = RunOf("| sort by n desc", new QueryLimits { MaxBytes = 256 * 1024 });
        Assert.Equal(10_000, AddUntilEnough(run, 10_000));
        run.Complete();
        var rows = run.TakeRows();

        Assert.InRange(rows.Count, 100, 5_000);
        Assert.Equal(Enumerable.Range(0, rows.Count).Select(i => (ulong)(10_000 - i)), rows.Select(row => row.Record!.Id.Sequence));
        Assert.StartsWith("sort has no memory for all rows", Assert.Single(run.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void ASortBeforeALimitNeedsNoMoreMemoryThanTheLimit()
    {
        var run = RunOf("| sort by n desc | limit 10", new QueryLimits { MaxBytes = 256 * 1024 });
        AddUntilEnough(run, 50_000);
        run.Complete();

        Assert.Empty(run.Notes);
        Assert.Equal(Enumerable.Range(0, 10).Select(i => (ulong)(50_000 - i)), run.TakeRows().Select(row => row.Record!.Id.Sequence));
    }

    [Fact]
    public void ALimitStopsTheReading()
    {
        var run = RunOf("| where n:>5 | limit 3", new QueryLimits());

        Assert.Equal(8, AddUntilEnough(run, 100));
    }

    [Fact]
    public void MoreRowsThanMayBeGivenAreCutAndTheResultSaysSo()
    {
        var run = RunOf("| fields n", new QueryLimits { MaxRows = 5 });
        Assert.Equal(6, AddUntilEnough(run, 100));
        run.Complete();

        Assert.Equal(5, run.TakeRows().Count);
        Assert.StartsWith("only the first 5 rows are given", Assert.Single(run.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void ExactlyAsManyRowsAsMayBeGivenAreWhole()
    {
        var run = RunOf("| fields n", new QueryLimits { MaxRows = 5 });
        AddUntilEnough(run, 5);
        run.Complete();

        Assert.Equal(5, run.TakeRows().Count);
        Assert.Empty(run.Notes);
    }

    [Fact]
    public void QuantilesAndCountsOfManyValuesAreClose()
    {
        var run = RunOf("| stats p50(n) as p50, p99(n) as p99, count_uniq(n) as uniq", new QueryLimits());
        AddUntilEnough(run, 50_000);
        run.Complete();
        var row = Assert.Single(run.TakeRows()).Values;

        Assert.InRange(row[0].AsNumber, 25_000 * 0.99, 25_000 * 1.01);
        Assert.InRange(row[1].AsNumber, 49_500 * 0.99, 49_500 * 1.01);
        Assert.InRange(row[2].AsInteger, 50_000 * 0.95, 50_000 * 1.05);
    }

    [Fact]
    public async Task TheRunnerGivesRowsAsTheyComeAndStopsWithTheReader()
    {
        var run = RunOf("| where n:>2", new QueryLimits());
        var given = new List<ulong>();
        await foreach (var row in QueryRunner.RunAsync(run, Forever(), TimeSpan.MaxValue, TimeProvider.System, CancellationToken.None))
        {
            given.Add(row.Record!.Id.Sequence);
            if (given.Count == 3) break;
        }

        Assert.Equal([3, 4, 5], given.Select(n => (int)n));
    }

    [Fact]
    public async Task WhenTheTimeIsOverTheResultIsThatOfWhatWasRead()
    {
        var run = RunOf("| stats count()", new QueryLimits());
        var rows = new List<TableRow>();
        await foreach (var row in QueryRunner.RunAsync(run, Forever(), TimeSpan.FromSeconds(30), new LeapingTime(), CancellationToken.None)) rows.Add(row);

        Assert.InRange(Assert.Single(rows).Values[0].AsInteger, 256, 2560);
        Assert.Equal(["the time of 30 s was over: the result is that of the records read up to there"], run.Notes);
    }

    [Fact]
    public void FiltersAndTheLimitThatStandFirstAreTheStores()
    {
        Assert.True(QueryParser.TryParse("error | where level:error | limit 7 | fields n", QuerySyntaxTests.Now, out var query, out _));
        var plan = QueryPlan.Of(query, SearchOrder.NewestFirst, QuerySyntaxTests.Now);

        Assert.Equal(7, plan.Search.Limit);
        Assert.Equal("text with \"error\" and level ERROR", FilterWords.Of(plan.Search.Filter));
        Assert.Single(plan.Pipes);
    }

    [Fact]
    public void PipesThatNeedTheEndOfTheInputAreNamed()
    {
        Assert.Null(Parsed("error | where a | extract \"<x>\" | fields x | limit 5").FirstThatDoesNotStream);
        Assert.Equal("SortPipe", Parsed("| where a | sort by b | patterns").FirstThatDoesNotStream!.GetType().Name);
    }

    static LogQuery Parsed(string text) => QueryParser.TryParse(text, QuerySyntaxTests.Now, out var query, out var error) ? query : throw new ArgumentException(error.ToString());

    static QueryRun RunOf(string text, QueryLimits limits) => new(Parsed(text).Pipes, limits);

    static int AddUntilEnough(QueryRun run, int count)
    {
        for (var i = 1; i <= count; i++)
            if (!run.Add(Record(i))) return i;
        return count;
    }

    /// <summary>Each with a number of its own, in a message of words of its own.</summary>
    static StoredRecord Record(int n)
    {
        var word = string.Concat(n.ToString(CultureInfo.InvariantCulture).Select(digit => (char)('a' + digit - '0')));
        var line = Encoding.UTF8.GetBytes($"{{\"msg\":\"word {word}\",\"n\":{n},\"s\":\"{word[..1]}\"}}");
        return new StoredRecord(new RecordId(n, (ulong)n), n, Level.Info, RecordFlags.None, LogSource.Empty, line);
    }

    static async IAsyncEnumerable<StoredRecord> Forever()
    {
        for (var n = 1; ; n++)
        {
            await Task.Yield();
            yield return Record(n);
        }
    }

    /// <summary>Each look at the clock is ten seconds after the one before.</summary>
    sealed class LeapingTime : TimeProvider
    {
        long _looks;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => 10 * _looks++;
    }
}
