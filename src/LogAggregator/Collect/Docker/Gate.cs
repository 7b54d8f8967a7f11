using System.Collections.Generic;
using System.Threading;

namespace LogAggregator.Collect.Docker;

/// <summary>Lets a few in at once, the others in the order they came. Whoever waits goes on with other work meanwhile.</summary>
sealed class Gate(int places)
{
    readonly Lock _lock = new();
    readonly Queue<GateTurn> _waiting = new();
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
            _waiting.Enqueue(turn);
            return false;
        }
    }

    /// <summary>Hands the place to the next who still wants it.</summary>
    public void Leave()
    {
        while (true)
        {
            GateTurn? next;
            lock (_lock)
            {
                if (!_waiting.TryDequeue(out next))
                {
                    _free++;
                    return;
                }
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

    public void Leave()
    {
        lock (_lock)
        {
            if (_state != State.Held) return;
            _state = State.Out;
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
