using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Engine.Model;
using LogAggregator.Tail;
using Xunit;

namespace LogAggregator.Tests.Tail;

/// <summary>A reader that keeps what it gets, and stops reading when the test says so.</summary>
sealed class CollectingSink : ILiveSink
{
    readonly Lock _lock = new();
    readonly List<ulong> _sequences = [];
    readonly List<(Func<bool> Holds, TaskCompletionSource Source)> _waiting = [];
    TaskCompletionSource? _closed;

    public long Dropped { get; private set; }

    /// <summary>What went out since it was last flushed.</summary>
    public int Unflushed { get; private set; }

    public int Heartbeats { get; private set; }

    /// <summary>It waits in a write.</summary>
    public bool IsStuck { get; private set; }

    public ulong[] Sequences
    {
        get
        {
            lock (_lock) return [.. _sequences];
        }
    }

    public ulong Last
    {
        get
        {
            lock (_lock) return _sequences.LastOrDefault();
        }
    }

    /// <summary>The next write does not end before <see cref="Open"/>.</summary>
    public void Close() => _closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Open() => _closed?.TrySetResult();

    public async ValueTask WriteAsync(StoredRecord record, CancellationToken cancellationToken)
    {
        if (_closed is { Task.IsCompleted: false } closed)
        {
            await Change(() => IsStuck = true);
            await closed.Task.WaitAsync(cancellationToken);
        }

        await Change(() =>
        {
            IsStuck = false;
            _sequences.Add(record.Id.Sequence);
            Unflushed++;
        });
    }

    public ValueTask WriteDroppedAsync(long records, CancellationToken cancellationToken) => Change(() => Dropped += records);

    public ValueTask FlushAsync(CancellationToken cancellationToken) => Change(() => Unflushed = 0);

    public ValueTask HeartbeatAsync(CancellationToken cancellationToken) => Change(() => Heartbeats++);

    public Task Until(Func<CollectingSink, bool> holds)
    {
        var waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (holds(this)) return Task.CompletedTask;
            _waiting.Add((() => holds(this), waiting));
        }

        return waiting.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    ValueTask Change(Action change)
    {
        lock (_lock)
        {
            change();
            foreach (var (holds, source) in _waiting)
            {
                if (holds()) source.TrySetResult();
            }
        }

        return ValueTask.CompletedTask;
    }
}
