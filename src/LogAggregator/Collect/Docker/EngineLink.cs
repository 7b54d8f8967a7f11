using System;
using LogAggregator.Collect.Docker.Engine;

namespace LogAggregator.Collect.Docker;

/// <summary>What the containers of an engine share: whether it answers, what it is, and the turns for large reads. Used by all threads.</summary>
sealed class EngineLink(Signal lost)
{
    /// <summary>Large reads of logs that an engine does at once.</summary>
    public const int LargeReads = 4;

    /// <summary>Logs that are opened at once.</summary>
    public const int Openings = 16;

    volatile EngineInfo? _info;
    volatile string _problem = "";

    public Gate LargeReadTurns { get; } = new(LargeReads);

    public Gate OpeningTurns { get; } = new(Openings);

    /// <summary>Null while the engine does not answer.</summary>
    public EngineInfo? Info => _info;

    public string Problem => _problem;

    public bool IsUp => _info is not null;

    /// <summary>When the engine was connected to for the first time ever, ns by our clock.</summary>
    public long FirstConnectionNs { get; set; }

    public Version ApiVersion { get; private set; } = new(1, 41);

    /// <summary>Number of the connection: within one no event was missed.</summary>
    public int Session { get; private set; }

    public void Connected(EngineInfo info)
    {
        Session++;
        ApiVersion = info.ApiVersion;
        _problem = "";
        _info = info;
    }

    /// <summary>A call did not get through: the engine's loop looks after it.</summary>
    public void Lost(string problem)
    {
        _problem = problem;
        _info = null;
        lost.Set();
    }
}
