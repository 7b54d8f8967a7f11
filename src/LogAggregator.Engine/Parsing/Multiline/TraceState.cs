namespace LogAggregator.Engine.Parsing.Multiline;

/// <summary>What the open record is so far, and with it what may continue it.</summary>
enum TraceState
{
    /// <summary>No record, or one that nothing continues.</summary>
    Closed,

    /// <summary>A line of text; unless it is a <see cref="Failure"/>, only frames continue it.</summary>
    Plain,

    /// <summary>Text whose level is a warning or worse: the exception may follow.</summary>
    Failure,

    /// <summary>The head of .NET's console logger.</summary>
    Console,

    /// <summary>An exception's line; details and frames may follow.</summary>
    Exception,

    /// <summary>Among frames.</summary>
    Frames,

    /// <summary>Inside a traceback, before the line that names the exception.</summary>
    Python,

    /// <summary>After the line that names the exception.</summary>
    PythonEnd,

    /// <summary>A blank line after that.</summary>
    PythonGap,

    /// <summary>After the sentence that chains two tracebacks.</summary>
    PythonChain,

    /// <summary>A panic or a dump of goroutines.</summary>
    Go,

    /// <summary>A panic whose message is the next line, whatever it is.</summary>
    RustMessage,

    Rust,

    /// <summary>An uncaught error's place; the source line is next, whatever it is.</summary>
    NodeSource,

    /// <summary>Between the source line and the error.</summary>
    NodeMarker,

    /// <summary>An uncaught error and its frames; Node's version ends it.</summary>
    NodeError,
}
