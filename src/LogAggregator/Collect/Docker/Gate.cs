using System.Collections.Generic;
using System.Threading;

namespace LogAggregator.Collect.Docker;

/// <summary>Lets a few in at once, the others in the order they came. Whoever waits goes on with other work meanwhile.</summary>
sealed class Gate(int places)
{
    readonly Lock _lock = new();
    readonly LinkedList<GateTurn> _waiting = new();
    int _free = places;

    /// <summary>Takes a free place, or joins the queue: then <see cref="GateTurn.Grant"/> is called when there is one.</summary>
    public bool TryEnter(GateTurn turn)
    {
        lock (_lock)
        {
            if (_free > 0)
            {
                _free--;
                return true;
            }
            _waiting.AddLast(turn);
            return false;
        }
    }

    /// <summary>It no longer waits.</summary>
    public void Cancel(GateTurn turn)
    {
        lock (_lock) _waiting.Remove(turn);
    }

    /// <summary>Hands the place to the next who still wants it.</summary>
    public void Leave()
    {
        while (true)
        {
            GateTurn? next;
            lock (_lock)
            {
                next = _waiting.First?.Value;
                if (next is null)
                {
                    _free++;
                    return;
                }
                _waiting.RemoveFirst();
            }
            if (next.Grant()) return;
        }
    }
}

/// <summary>One container's turn at a gate.</summary>
sealed class GateTurn(Gate gate, Signal signal)
{
    readonly Lock _lock = new();
    State _state;

    enum State
    {
        Out,
        Waiting,
        Held,
        Closed,
    }

    public bool IsHeld
    {
        get
        {
            lock (_lock) return _state == State.Held;
        }
    }

    /// <summary>True if this is the turn. Otherwise the signal is set when it is.</summary>
    public bool TryEnter()
    {
        lock (_lock)
        {
            if (_state != State.Out) return _state == State.Held;
            _state = gate.TryEnter(this) ? State.Held : State.Waiting;
            return _state == State.Held;
        }
    }

    /// <summary>The turn is over, or not wanted now: gives the place back, or waits no longer.</summary>
    public void Leave()
    {
        lock (_lock)
        {
            if (_state == State.Waiting) gate.Cancel(this);
            if (_state is not (State.Held or State.Waiting)) return;
            (var held, _state) = (_state == State.Held, State.Out);
            if (!held) return;
        }
        gate.Leave();
    }

    /// <summary>No more turns are wanted.</summary>
    public void Close()
    {
        bool held;
        lock (_lock)
        {
            held = _state == State.Held;
            _state = State.Closed;
        }
        if (held) gate.Leave();
    }

    /// <summary>Called by the gate. False if nobody wants the place any more.</summary>
    public bool Grant()
    {
        lock (_lock)
        {
            if (_state != State.Waiting) return false;
            _state = State.Held;
        }
        signal.Set();
        return true;
    }
}
