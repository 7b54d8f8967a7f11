using System;
using System.Collections.Generic;
using System.Threading;

namespace LogAggregator.Engine.Storage.State;

/// <summary>
/// WALs whose rows are sealed. A WAL begins with all positions, so one may go when a newer one is durable, and not
/// before: else the positions would be nowhere. Both methods return the numbers of those that are to be deleted now.
/// </summary>
sealed class SealedWals
{
    readonly Lock _lock = new();
    readonly List<ulong> _waiting = [];
    ulong _newestDurable;

    /// <summary>Its rows need it no more; nobody has it open.</summary>
    public List<ulong> Add(ulong number)
    {
        lock (_lock)
        {
            _waiting.Add(number);
            return TakeOlder();
        }
    }

    /// <summary>All positions are in this WAL, on the disk.</summary>
    public List<ulong> OnDurable(ulong number)
    {
        lock (_lock)
        {
            _newestDurable = Math.Max(_newestDurable, number);
            return TakeOlder();
        }
    }

    List<ulong> TakeOlder()
    {
        var older = _waiting.FindAll(number => number < _newestDurable);
        _waiting.RemoveAll(number => number < _newestDurable);
        return older;
    }
}
