using System;
using System.Collections.Generic;
using System.Threading;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query.Ast;
using LogAggregator.Metrics;

namespace LogAggregator.Tail;

/// <summary>
/// Hands each record to the readers that wait for it, the moment it is in the store. Costs the store nothing but a
/// list entry for each batch and a signal for each reader: filters and networks are the readers' own tasks.
/// </summary>
sealed class LiveTail(ServiceMetrics metrics)
{
    /// <summary>Guards changes of the readers; the backlog is cleared only while there are none.</summary>
    readonly Lock _lock = new();
    readonly LiveBacklog _backlog = new();
    volatile LiveSubscription[] _readers = [];

    public int Readers => _readers.Length;

    /// <summary>
    /// Called by the store when the records are searchable, in order of sequence, one call at a time. The list is only asked for while somebody reads; it is kept
    /// and must not change any more. Never waits and never throws.
    /// </summary>
    public void Publish(Func<IReadOnlyList<StoredRecord>> records)
    {
        var readers = _readers;
        if (readers.Length == 0) return;
        _backlog.Add(records());
        foreach (var reader in readers) reader.Wake();
    }

    /// <summary>Everything published after this call, if it matches, reaches the subscription. Dispose it at the end.</summary>
    public LiveSubscription Subscribe(Filter filter)
    {
        lock (_lock)
        {
            var reader = new LiveSubscription(filter, _backlog, metrics.LiveRecordsDropped, Remove);
            _readers = [.. _readers, reader];
            metrics.LiveReaders.Set(_readers.Length);
            reader.Start();
            return reader;
        }
    }

    void Remove(LiveSubscription reader)
    {
        lock (_lock)
        {
            _readers = [.. System.Linq.Enumerable.Where(_readers, r => r != reader)];
            metrics.LiveReaders.Set(_readers.Length);
            if (_readers.Length == 0) _backlog.Clear();
        }
    }
}
