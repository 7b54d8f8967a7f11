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
            var changed = change(_state);
            Volatile.Write(ref _state, changed);
            return changed;
        }
    }
}
