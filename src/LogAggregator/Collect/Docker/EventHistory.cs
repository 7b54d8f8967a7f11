using System;
using System.Collections.Generic;
using LogAggregator.Collect.Docker.Engine;

namespace LogAggregator.Collect.Docker;

/// <summary>
/// Events of one engine that were heard. A new subscription begins with the newest of them, so that those that came while there was none
/// are heard too, as far as the engine remembers them (256 at most); what is repeated is known. Used by one loop.
/// </summary>
sealed class EventHistory
{
    /// <summary>More than an engine can repeat.</summary>
    const int MaxRemembered = 1024;

    readonly HashSet<(string Action, string Id, long TimeNs)> _heard = [];
    readonly Queue<(string Action, string Id, long TimeNs)> _order = new();

    /// <summary>Time of the newest event, by the engine's clock; 0 if none was heard.</summary>
    public long NewestNs { get; private set; }

    /// <summary>False if it was heard before.</summary>
    public bool IsNew(ContainerEvent happened)
    {
        NewestNs = Math.Max(NewestNs, happened.TimeNs);
        var heard = (happened.Action, happened.Id, happened.TimeNs);
        if (!_heard.Add(heard)) return false;
        _order.Enqueue(heard);
        if (_order.Count > MaxRemembered) _heard.Remove(_order.Dequeue());
        return true;
    }
}
