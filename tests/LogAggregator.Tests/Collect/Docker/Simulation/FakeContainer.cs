using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using LogAggregator.Collect.Docker.Engine;
using LogAggregator.Engine.Model;

namespace LogAggregator.Tests.Collect.Docker.Simulation;

/// <summary>A container of the fake engine: prints, stops, starts; keeps what it printed for the comparison.</summary>
sealed class FakeContainer
{
    const int PartBytes = 16 * 1024;

    readonly long[] _lastNs = new long[3];
    readonly SimulatedTime _time;

    public FakeContainer(string name, SimulatedTime time, long maxFileBytes, int maxFiles, int number)
    {
        (Name, _time) = (name, time);
        Id = number.ToString("x12", CultureInfo.InvariantCulture).PadRight(64, '0');
        CreatedNs = time.NowNs;
        Log = new FakeLog(maxFileBytes, maxFiles);
        LogOptions = maxFileBytes > 0
            ? new() { ["max-size"] = maxFileBytes.ToString(CultureInfo.InvariantCulture), ["max-file"] = maxFiles.ToString(CultureInfo.InvariantCulture) }
            : [];
    }

    public string Id { get; }

    public string Name { get; set; }

    public long CreatedNs { get; }

    public long StartedNs { get; private set; }

    public long FinishedNs { get; private set; }

    /// <summary>Of the last end.</summary>
    public int ExitCode { get; private set; }

    public bool IsRunning { get; private set; }

    /// <summary>By which the engine's clock is behind.</summary>
    public Func<long> ClockStepNs { get; init; } = static () => 0;

    public bool IsRestarting { get; set; }

    public bool AutoRemove { get; init; }

    public bool IsPaused { get; private set; }

    /// <summary>How often it was paused, or went on.</summary>
    public int Changes { get; private set; }

    public string Driver { get; init; } = "json-file";

    public Dictionary<string, string> LogOptions { get; }

    public Dictionary<string, string> Labels { get; init; } = [];

    public FakeLog Log { get; }

    /// <summary>Number of the run: a follower of an earlier one ends.</summary>
    public int Run { get; private set; }

    /// <summary>Every line it printed, with Docker's time and the stream.</summary>
    public List<(OutputStream Stream, long TimestampNs, string Line)> Printed { get; } = [];

    public string State => IsRestarting ? "restarting" : IsPaused ? "paused" : IsRunning ? "running" : StartedNs > 0 ? "exited" : "created";

    /// <summary>Told when there is something new to read.</summary>
    public event Action? Changed;

    public void Start()
    {
        (IsRunning, IsRestarting, IsPaused) = (true, false, false);
        Run++;
        ExitCode = 0;
        StartedNs = _time.NowNs;
        Changed?.Invoke();
    }

    public void Stop(int exitCode = 0)
    {
        if (IsRunning) (FinishedNs, ExitCode) = (_time.NowNs, exitCode);
        (IsRunning, IsPaused) = (false, false);
        Changed?.Invoke();
    }

    public void Pause(bool isPaused)
    {
        Changes++;
        IsPaused = isPaused;
    }

    /// <summary>Prints a line; of more than 16 KiB the engine makes several messages of one time.</summary>
    public void Print(OutputStream stream, string line, bool newline = true)
    {
        var timestampNs = NextNs(stream);
        Printed.Add((stream, timestampNs, line));
        foreach (var part in Split(Encoding.UTF8.GetBytes(newline ? line + "\n" : line))) Log.Append(new FakeMessage(stream, timestampNs, part));
        Changed?.Invoke();
    }

    /// <summary>Prints the first part of a long line; the rest comes with the action.</summary>
    public Action PrintSlowly(OutputStream stream, string line)
    {
        var timestampNs = NextNs(stream);
        Printed.Add((stream, timestampNs, line));
        var parts = Split(Encoding.UTF8.GetBytes(line + "\n"));
        Log.Append(new FakeMessage(stream, timestampNs, parts[0]));
        Changed?.Invoke();
        return () =>
        {
            foreach (var part in parts[1..]) Log.Append(new FakeMessage(stream, timestampNs, part));
            Changed?.Invoke();
        };
    }

    public void Notify() => Changed?.Invoke();

    public ContainerDetails Details() => new(
        Id, Name, "image", Labels, Terminal: false, IsRunning, IsRestarting, IsPaused, State, CreatedNs, StartedNs, FinishedNs, ExitCode, IsOutOfMemory: false, AutoRemove, Driver, LogOptions);

    static List<byte[]> Split(byte[] bytes)
    {
        var parts = new List<byte[]>();
        for (var start = 0; start < bytes.Length || start == 0; start += PartBytes)
            parts.Add(bytes[start..Math.Min(bytes.Length, start + PartBytes)]);
        return parts;
    }

    /// <summary>Within a stream times rise, while nobody sets the clock back.</summary>
    long NextNs(OutputStream stream)
    {
        _lastNs[(int)stream] = Math.Max(_time.NowNs, _lastNs[(int)stream] + 1_700);
        return _lastNs[(int)stream] - ClockStepNs();
    }
}
