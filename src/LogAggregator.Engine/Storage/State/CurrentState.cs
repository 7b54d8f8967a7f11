using System;
using System.Threading;

namespace LogAggregator.Engine.Storage.State;

/// <summary>The one reference to the newest <see cref="StoreState"/>. Changes come one after the other, reads take no lock.</summary>
sealed class CurrentState(StoreState first)
{
    readonly Lock _changing = new();
    StoreState _state = first;

    public StoreState Value => Volatile.Read(ref _state);

    public StoreState Change(Func<StoreState, StoreState> change)
    {
        lock (_changing)
        {
            var before = _state;
            var after = change(before);
            Volatile.Write(ref _state, after);
            if (after.Segments != before.Segments) before.Segments.Release();
            return after;
        }
    }

    /// <summary>The newest state, whose segments' files stay until <see cref="Segments.SegmentSet.Release"/>.</summary>
    public StoreState Hold()
    {
        while (true)
        {
            var state = Value;
            if (state.Segments.TryHold()) return state;
        }
    }
}
