using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Api.Queries;
using LogAggregator.Engine;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query;
using LogAggregator.Engine.Query.Ast;
using LogAggregator.Tests.Tail;
using Xunit;

namespace LogAggregator.Tests.Api.Queries;

public sealed class DeadlineReadingTests
{
    static readonly LogSearch Everything = new(AllRecords.Instance, SearchOrder.NewestFirst);

    readonly Tail.ManualTime _time = new();
    readonly List<string> _reasons = [];

    [Fact]
    public async Task WhenTheTimeIsOverTheReadingEndsAndSaysSo()
    {
        var count = 0;
        await foreach (var record in ReadAsync(OneThenNothing, CancellationToken.None))
        {
            count++;
            _time.FireAll();
        }

        Assert.Equal(1, count);
        Assert.StartsWith("the time of 30 s was over", Assert.Single(_reasons), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASearchThatFindsNothingIsToldToStop()
    {
        var searching = new TaskCompletionSource();
        var reading = CountAsync(ReadAsync(token => Nothing(searching, token), CancellationToken.None));
        await searching.Task;
        _time.FireAll();
        Assert.Equal(0, await reading);
        Assert.Single(_reasons);
    }

    [Fact]
    public async Task WhenTheReaderGoesTheSearchIsCancelled()
    {
        using var gone = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var record in ReadAsync(OneThenNothing, gone.Token)) await gone.CancelAsync();
        });
        Assert.Empty(_reasons);
    }

    static async Task<int> CountAsync(IAsyncEnumerable<StoredRecord> records)
    {
        var count = 0;
        await foreach (var record in records) count++;
        return count;
    }

    IAsyncEnumerable<StoredRecord> ReadAsync(Func<CancellationToken, IAsyncEnumerable<StoredRecord>> search, CancellationToken cancellationToken)
    {
        var store = new FailingStore(new MemoryLogStore()) { Search = search };
        return new DeadlineReading(store, _time, TimeSpan.FromSeconds(30), _reasons.Add).ReadAsync(Everything, cancellationToken);
    }

    static async IAsyncEnumerable<StoredRecord> OneThenNothing([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return Records.Of(1);
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
    }

    static async IAsyncEnumerable<StoredRecord> Nothing(TaskCompletionSource searching, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        searching.SetResult();
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        yield break;
    }
}
