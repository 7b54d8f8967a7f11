using System.Globalization;
using System.Text.Json;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Parsing;

namespace LogAggregator.Collect.Docker.Lines;

/// <summary>What happened to a container.</summary>
enum LifecycleKind
{
    Start,

    /// <summary>The first start of a container that has the name of an earlier one.</summary>
    Recreate,

    Stop,

    /// <summary>Frozen: it prints nothing until it goes on.</summary>
    Pause,

    Unpause,

    /// <summary>It has another name from here on.</summary>
    Rename,
}

/// <summary>The record that stands where a container was started or stopped, paused or given another name.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="TimeNs">When, by the engine's clock, ns since the Unix epoch.</param>
readonly record struct LifecycleRecord(LifecycleKind Kind, long TimeNs)
{
    const int Interrupted = 130;
    const int Killed = 137;
    const int Terminated = 143;

    /// <summary>Of a stop; null where the engine no longer knows it, because the container was started again.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The kernel killed it for want of memory.</summary>
    public bool IsOutOfMemory { get; init; }

    /// <summary>Of a container made anew: short id of the one before.</summary>
    public string? PreviousId { get; init; }

    /// <summary>Of a rename: the name from then on.</summary>
    public string? Name { get; init; }

    /// <summary>Of a rename: the name before.</summary>
    public string? PreviousName { get; init; }

    /// <summary>It was not heard of: the time is when it was seen.</summary>
    public bool IsFound { get; init; }

    /// <summary>
    /// A stop that was asked for is no trouble: 0, 143 (SIGTERM) and 130 (SIGINT) are INFO. 137 (SIGKILL) is a WARNING: <c>docker stop</c> ends
    /// so where a program does not obey in time, and nobody can tell that from a kill. All else is an ERROR.
    /// </summary>
    public Level Level => (Kind, IsOutOfMemory, ExitCode) switch
    {
        (LifecycleKind.Stop, true, _) => Level.Error,
        (LifecycleKind.Stop, _, Killed) => Level.Warning,
        (LifecycleKind.Stop, _, not (null or 0 or Interrupted or Terminated)) => Level.Error,
        _ => Level.Info,
    };

    /// <param name="batch">Gets the record.</param>
    /// <param name="sources">Of the container.</param>
    /// <param name="rowNs">Time of the record: not always that of the event, so that it lies on the right side of the lines.</param>
    public void AddTo(RecordBatch batch, SourceTable sources, long rowNs) =>
        ServiceRecord.AddTo(batch, sources, rowNs, Level, RecordFlags.Lifecycle, Sentence(sources.Identity.Name), "lifecycle", WriteFields);

    public string Sentence(string container) => Kind switch
    {
        LifecycleKind.Start => $"{container} started",
        LifecycleKind.Recreate => $"{container} was made anew in place of {PreviousId} and started",
        LifecycleKind.Pause => IsFound ? $"{container} was found paused" : $"{container} was paused",
        LifecycleKind.Unpause => IsFound ? $"{container} was found running again after a pause" : $"{container} goes on after a pause",
        LifecycleKind.Rename => IsFound ? $"{PreviousName} was found renamed to {Name}" : $"{PreviousName} was renamed to {Name}",
        _ when IsOutOfMemory => $"{container} was killed: out of memory{Code(", ")}",
        _ => $"{container} stopped{Code(": ")}",
    };

    string Code(string before) => ExitCode switch
    {
        null => "",
        Interrupted => $"{before}exit code 130 (SIGINT)",
        Killed => $"{before}exit code 137 (SIGKILL)",
        Terminated => $"{before}exit code 143 (SIGTERM)",
        { } code => string.Create(CultureInfo.InvariantCulture, $"{before}exit code {code}"),
    };

    void WriteFields(Utf8JsonWriter json)
    {
        json.WriteString("event", Kind switch
        {
            LifecycleKind.Start => "start",
            LifecycleKind.Recreate => "recreate",
            LifecycleKind.Pause => "pause",
            LifecycleKind.Unpause => "unpause",
            LifecycleKind.Rename => "rename",
            _ => "stop",
        });
        json.WriteString("at", Timestamps.Format(TimeNs));
        if (PreviousId is not null) json.WriteString("previous_id", PreviousId);
        if (Name is not null) json.WriteString("name", Name);
        if (PreviousName is not null) json.WriteString("previous_name", PreviousName);
        if (IsFound) json.WriteBoolean("found", true);
        if (ExitCode is { } code) json.WriteNumber("exit_code", code);
        if (IsOutOfMemory) json.WriteBoolean("out_of_memory", true);
    }
}
