using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Engine;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query.Ast;
using LogAggregator.Metrics;
using LogAggregator.Tail;
using Xunit;

namespace LogAggregator.Tests.Tail;

public sealed class LiveReadingTests
{
    readonly ServiceMetrics _metrics = new();
    readonly LiveTail _tail;
    readonly MemoryLogStore _store;
    readonly ManualTime _time = new();
    readonly CollectingSink _sink = new();

    public LiveReadingTests()
    {
        _tail = new LiveTail(_metrics);
        _store = new MemoryLogStore(_tail.Publish);
    }

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ARecordReachesTheReaderWhenItIsAppended()
    {
        await using var reading = Read();

        await AppendAsync("one", "two");
        await _sink.Until(s => s.Last == 2 && s.Unflushed == 0);

        Assert.Equal([1, 2], _sink.Sequences);
    }

    [Fact]
    public async Task WithoutACursorWhatIsOldIsNotSent()
    {
        await AppendAsync("old");
        await using var reading = Read();

        await AppendAsync("new");
        await _sink.Until(s => s.Last == 2);

        Assert.Equal([2], _sink.Sequences);
    }

    [Fact]
    public async Task OnlyWhatMatchesIsSent()
    {
        await using var reading = Read(new TextContains("error"));

        await AppendAsync("ok", "an error", "ok", "ERROR");
        await _sink.Until(s => s.Last == 4);

        Assert.Equal([2, 4], _sink.Sequences);
    }

    [Fact]
    public async Task AfterACursorTheHistoryComesFirst()
    {
        await AppendAsync("1", "2", "3", "4");
        await using var reading = Read(cursor: 2);
        await _sink.Until(s => s.Last == 4);
        await AppendAsync("5");
        await _sink.Until(s => s.Last == 5);

        Assert.Equal([3, 4, 5], _sink.Sequences);
    }

    [Fact]
    public async Task ACursorOfAStoreThatIsNoMoreGivesEverything()
    {
        await AppendAsync("1", "2");
        await using var reading = Read(cursor: 1000);
        await _sink.Until(s => s.Last == 2);

        Assert.Equal([1, 2], _sink.Sequences);
    }

    /// <summary>Many readers begin at many places while the store fills: each gets each record behind its cursor once.</summary>
    [Fact]
    public async Task ResumingWhileTheStoreFillsMissesNothingAndRepeatsNothing()
    {
        await AppendAsync("first");
        var readers = new List<(ulong Cursor, CollectingSink Sink, Reading Reading)>();
        for (var i = 0; i < 20; i++)
        {
            var filling = Task.Run(() => FillAsync(batches: 15), Cancel);
            var cursor = _store.LastSequence / (ulong)(1 + (i % 3));
            var sink = new CollectingSink();
            readers.Add((cursor, sink, Read(cursor: cursor, sink: sink)));
            await filling;
        }

        // Behind every cursor, also of a reader that began when all else was there.
        await AppendAsync("last");
        foreach (var (cursor, sink, reading) in readers)
        {
            await sink.Until(s => s.Last == _store.LastSequence);
            await reading.DisposeAsync();
            Assert.Equal(Sequences(cursor + 1, _store.LastSequence), sink.Sequences);
        }

        Assert.Equal(0, _metrics.LiveRecordsDropped.Value);
    }

    /// <summary>Few records, and far more than wait for one reader: then the history is read again.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(LiveOutbox.MaxRecords + 1, 4)]
    public async Task WhatIsAppendedAtAnyMomentOfTheHistoryComesOnce(int records, int rounds)
    {
        await AppendAsync("1", "2", "3", "4");
        var store = new StoreThatFills(_store, rounds: 3, () => AppendAsync(Enumerable.Repeat("x", records)));
        await using var reading = Read(cursor: 2, store: store);
        await _sink.Until(s => s.Last == _store.LastSequence);
        await AppendAsync("last");
        await _sink.Until(s => s.Last == _store.LastSequence);

        Assert.Equal(rounds, store.Searches.Count);
        Assert.Equal(Sequences(3, _store.LastSequence), _sink.Sequences);
        Assert.Equal(0, _metrics.LiveRecordsDropped.Value);
    }

    [Fact]
    public async Task HistoryThatIsReadAgainBeginsWhereItEndedThoughNothingMatched()
    {
        await AppendAsync("1", "2", "3");
        var published = new StoreThatFills(_store, rounds: 1, PublishTooMany);
        await using var reading = Read(new TextContains("x"), cursor: 1, store: published);
        await AppendAsync("x");
        await _sink.Until(s => s.Last == 4);

        Assert.Equal([1ul, 3ul], published.Searches);
        Assert.Equal([4], _sink.Sequences);

        Task PublishTooMany()
        {
            _tail.Publish(() => Records.Range(first: 1, LiveOutbox.MaxRecords + 1));
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task AReaderStuckInItsHistoryLosesNothing()
    {
        await AppendAsync("1", "2");
        _sink.Close();
        await using var reading = Read(cursor: 1);
        await _sink.Until(s => s.IsStuck);

        // Far more than waits for one reader.
        for (var i = 0; i < 30; i++) await AppendAsync(Enumerable.Repeat("x", 1000));
        _sink.Open();
        await _sink.Until(s => s.Last == _store.LastSequence);

        Assert.Equal(Sequences(2, _store.LastSequence), _sink.Sequences);
        Assert.Equal(0, _sink.Dropped);
        Assert.Equal(0, _metrics.LiveRecordsDropped.Value);
    }

    [Fact]
    public async Task AReaderTooSlowLosesTheOldestAndIsToldHowMany()
    {
        await using var reading = Read();
        _sink.Close();
        await AppendAsync("first");
        await _sink.Until(s => s.IsStuck);

        for (var i = 0; i < 30; i++) await AppendAsync(Enumerable.Repeat("x", 1000));
        await Eventually(() => _metrics.LiveRecordsDropped.Value == 30_000 - LiveOutbox.MaxRecords);
        _sink.Open();
        await _sink.Until(s => s.Last == _store.LastSequence);

        Assert.Equal([1, .. Sequences(30_002 - LiveOutbox.MaxRecords, 30_001)], _sink.Sequences);
        Assert.Equal(30_000 - LiveOutbox.MaxRecords, _sink.Dropped);
    }

    [Fact]
    public async Task AStuckReaderOfRareRecordsLosesNone()
    {
        await using var reading = Read(new TextContains("error"));
        _sink.Close();
        await AppendAsync("error");
        await _sink.Until(s => s.IsStuck);

        for (var i = 0; i < 30; i++) await AppendAsync(Enumerable.Repeat("x", 1000).Append("error"));
        _sink.Open();
        await _sink.Until(s => s.Last == _store.LastSequence);

        Assert.Equal(31, _sink.Sequences.Length);
        Assert.Equal(0, _sink.Dropped);
    }

    [Fact]
    public async Task AStuckReaderDelaysNeitherTheStoreNorOthers()
    {
        var other = new CollectingSink();
        await using var stuck = Read();
        await using var reading = Read(sink: other);
        _sink.Close();
        await AppendAsync("first");
        await _sink.Until(s => s.IsStuck);

        await AppendAsync("second");
        await other.Until(s => s.Last == 2);

        Assert.Equal([1, 2], other.Sequences);
        Assert.True(_sink.IsStuck);
    }

    [Fact]
    public async Task ASilentStreamHasAHeartbeat()
    {
        await using var reading = Read();
        await AppendAsync("1");
        await _sink.Until(s => s.Last == 1);

        Assert.Equal(0, _sink.Heartbeats);
        _time.FireAll();
        await _sink.Until(s => s.Heartbeats == 1);
    }

    [Fact]
    public async Task ReadersAreCounted()
    {
        var reading = Read();
        Assert.Equal(1, _metrics.LiveReaders.Value);
        await reading.DisposeAsync();

        Assert.Equal(0, _metrics.LiveReaders.Value);
    }

    [Fact]
    public async Task AStoreThatFailsEndsTheReading()
    {
        var reading = new LiveReading(new FailingStore(_store) { OnSearch = new System.IO.IOException("the disk") }, _tail, _time);

        await Assert.ThrowsAsync<System.IO.IOException>(() => reading.RunAsync(AllRecords.Instance, new RecordId(0, 0), _sink, Cancel));
        Assert.Equal(0, _metrics.LiveReaders.Value);
    }

    Reading Read(Filter? filter = null, ulong? cursor = null, CollectingSink? sink = null, ILogStore? store = null)
    {
        var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        RecordId? id = cursor is { } sequence ? new RecordId(1, sequence) : null;
        var running = new LiveReading(store ?? _store, _tail, _time).RunAsync(filter ?? AllRecords.Instance, id, sink ?? _sink, cancel.Token);
        return new Reading(running, cancel);
    }

    async Task FillAsync(int batches)
    {
        for (var i = 0; i < batches; i++)
        {
            await AppendAsync(Enumerable.Repeat("x", 1 + (i % 7)));
            await Task.Yield();
        }
    }

    Task AppendAsync(params IEnumerable<string> lines) => _store.AppendAsync(Records.Batch(lines), Durability.Written, Cancel).AsTask();

    static IEnumerable<ulong> Sequences(ulong first, ulong last)
    {
        for (var i = first; i <= last; i++) yield return i;
    }

    static async Task Eventually(Func<bool> holds)
    {
        while (!holds()) await Task.Delay(2, Cancel);
    }

    sealed class Reading(Task running, CancellationTokenSource cancel) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await cancel.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
            cancel.Dispose();
        }
    }
}
