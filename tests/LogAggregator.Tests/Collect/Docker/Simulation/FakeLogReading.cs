using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Collect.Docker;
using LogAggregator.Collect.Docker.Engine;

namespace LogAggregator.Tests.Collect.Docker.Simulation;

/// <summary>
/// A response of the fake engine. A followed one behaves as real ones do: it finishes the file it holds, then goes on with the newest,
/// whatever was between; of an engine before API 1.42 it also repeats the end of a file at a rotation.
/// </summary>
sealed class FakeLogReading : ILogReading
{
    const int ChunkMessages = 200;

    readonly FakeDockerEngine _engine;
    readonly FakeContainer _container;
    readonly Signal _signal = new();
    readonly bool _follow;
    readonly int _run;
    readonly Queue<FakeMessage> _first = new();
    FakeLogFile _file;
    int _next;
    bool _silent;
    LogEnd _cut;
    int _cutAfter = int.MaxValue;

    public FakeLogReading(FakeDockerEngine engine, FakeContainer container, LogRequest request)
    {
        (_engine, _container, _follow, _run) = (engine, container, request.Follow, container.Run);
        container.Changed += _signal.Set;
        if (!_follow && engine.CutNextReadAfter is { } messages) (_cutAfter, engine.CutNextReadAfter) = (messages, null);
        _file = container.Log.Newest;
        _next = _file.Messages.Count;
        foreach (var message in Tail(request.Tail)) _first.Enqueue(message);
    }

    public LogEnd End { get; private set; }

    public string EngineError { get; private set; } = "";

    public bool IsFollowed => _follow;

    public async ValueTask<bool> ReadAsync(MessageBatch batch, CancellationToken cancellationToken)
    {
        batch.Clear();
        await Task.Yield();
        using var stop = cancellationToken.UnsafeRegister(static signal => ((Signal)signal!).Set(), _signal);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_cut != LogEnd.Open) return Finish(_cut);
            if (Fill(batch)) return true;
            if (_cutAfter == 0) return Finish(LogEnd.Cut);
            if (EngineError.Length > 0) return Finish(LogEnd.EngineError);
            if (!_silent && (!_follow || !_container.IsRunning || _container.Run != _run)) return Finish(LogEnd.Clean);
            await _signal.WaitAsync();
        }
    }

    /// <summary>The connection breaks.</summary>
    public void Cut()
    {
        _cut = LogEnd.Cut;
        _signal.Set();
    }

    public ValueTask DisposeAsync()
    {
        _container.Changed -= _signal.Set;
        Cut();
        return ValueTask.CompletedTask;
    }

    bool Finish(LogEnd end)
    {
        End = end;
        _container.Changed -= _signal.Set;
        _engine.Closed(this);
        return false;
    }

    bool Fill(MessageBatch batch)
    {
        var room = _engine.Random.Next(1, ChunkMessages);
        while (room-- > 0 && _cutAfter > 0 && Next() is { } message)
        {
            _cutAfter--;
            if (message.IsDamaged)
            {
                _first.Clear();
                _next = _file.Messages.Count;
                if (!_engine.IsOld) EngineError = "Error grabbing logs: invalid character";
                break;
            }
            batch.Add(message.Stream, message.TimestampNs, message.Payload);
        }
        return batch.Count > 0;
    }

    FakeMessage? Next()
    {
        if (_first.TryDequeue(out var message)) return message;
        if (!_follow) return null;
        if (_next >= _file.Messages.Count && _file != _container.Log.Newest) Rotate();
        return _next < _file.Messages.Count ? _file.Messages[_next++] : null;
    }

    void Rotate()
    {
        // What was emptied by hand is followed no longer by newer engines, and nobody is told.
        if (_container.Log.WasEmptied && !_engine.IsOld) return;
        if (_engine.IsOld)
        {
            var repeated = _file.Messages.Skip(Math.Max(0, _file.Messages.Count - _engine.Random.Next(30)));
            foreach (var message in repeated) _first.Enqueue(message);
        }
        _file = _container.Log.Newest;
        _next = 0;
    }

    List<FakeMessage> Tail(long? tail)
    {
        var all = _container.Log.Messages.ToList();
        if (tail is null) return all;
        _silent = _container.Log.WasEmptied && !_engine.IsOld;
        if (!_follow && !_silent && _engine.SilentTails > 0)
        {
            _engine.SilentTails--;
            _silent = true;
        }
        if (_silent) return [];
        return all[^(int)Math.Min(all.Count, tail.Value)..];
    }
}
