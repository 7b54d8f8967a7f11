using System;
using System.Threading;
using System.Threading.Tasks;

namespace LogAggregator.Collect.Docker.Engine;

/// <summary>The messages of one log response, in file order.</summary>
interface ILogReading : IAsyncDisposable
{
    /// <summary>
    /// Waits until at least one message is there, then fills the cleared batch with all that have arrived, up to about
    /// 256 KiB. False at the end of the response; then <see cref="End"/> says how it ended. Does not throw when the
    /// connection breaks or another thread disposes the reading: that is an end (<see cref="LogEnd.Cut"/>). Throws
    /// <see cref="OperationCanceledException"/> only for its own token; the reading is over then.
    /// </summary>
    ValueTask<bool> ReadAsync(MessageBatch batch, CancellationToken cancellationToken);

    LogEnd End { get; }

    /// <summary>What the engine said in the stream where <see cref="End"/> is <see cref="LogEnd.EngineError"/>, else empty.</summary>
    string EngineError { get; }
}

enum LogEnd
{
    /// <summary>Not ended yet.</summary>
    Open,

    /// <summary>The engine closed the response properly: all read, or the container stopped.</summary>
    Clean,

    /// <summary>The connection broke: the daemon, a proxy or the network.</summary>
    Cut,

    /// <summary>The engine reported an error inside the stream (a damaged or vanished log file).</summary>
    EngineError,
}
