namespace LogAggregator.Engine.Parsing.Multiline;

/// <summary>Which line continues which record.</summary>
static class TraceRules
{
    /// <summary>The state after a line that continues the record; null if it does not.</summary>
    public static TraceState? Continue(TraceState state, TraceLine line) => state switch
    {
        TraceState.Plain => AfterPlain(line),
        TraceState.Failure => AfterFailure(line),
        TraceState.Console => line is TraceLine.DeepIndented or TraceLine.Frame or TraceLine.FrameWithObject ? TraceState.Console : null,
        TraceState.Exception or TraceState.Frames => AfterException(line),
        TraceState.Python => InPython(line),
        TraceState.PythonEnd or TraceState.PythonGap or TraceState.PythonChain => AfterPython(state, line),
        TraceState.Go => InGo(line),
        TraceState.RustMessage => line is TraceLine.Structured ? null : TraceState.Rust,
        TraceState.Rust => line is TraceLine.RustNote || IsIndented(line) ? TraceState.Rust : null,
        TraceState.NodeSource => line is TraceLine.Structured ? null : TraceState.NodeMarker,
        TraceState.NodeMarker or TraceState.NodeError => InNode(state, line),
        _ => null,
    };

    /// <summary>The state after a line that begins a record.</summary>
    public static TraceState Begin(TraceLine line) => line switch
    {
        TraceLine.Structured => TraceState.Closed,
        TraceLine.ConsoleHead => TraceState.Console,
        TraceLine.Frame or TraceLine.FrameWithObject => TraceState.Frames,
        TraceLine.Exception or TraceLine.Cause => TraceState.Exception,
        TraceLine.PythonTraceback => TraceState.Python,
        TraceLine.GoPanic or TraceLine.GoRoutine => TraceState.Go,
        TraceLine.RustPanic => TraceState.RustMessage,
        TraceLine.RustPanicWithMessage => TraceState.Rust,
        TraceLine.NodePosition => TraceState.NodeSource,
        _ => TraceState.Plain,
    };

    /// <summary>The line continues a <see cref="TraceState.Failure"/> otherwise than a <see cref="TraceState.Plain"/>.</summary>
    public static bool DependsOnLevel(TraceLine line) => AfterPlain(line) != AfterFailure(line);

    static TraceState? AfterPlain(TraceLine line) =>
        line is TraceLine.Frame or TraceLine.FrameWithObject ? TraceState.Frames : null;

    static TraceState? AfterFailure(TraceLine line) => line switch
    {
        TraceLine.Frame or TraceLine.FrameWithObject or TraceLine.PhpTrace => TraceState.Frames,
        TraceLine.Exception or TraceLine.Cause => TraceState.Exception,
        TraceLine.PythonTraceback => TraceState.Python,
        TraceLine.GoRoutine => TraceState.Go,
        _ => null,
    };

    static TraceState? AfterException(TraceLine line) => line switch
    {
        TraceLine.Frame or TraceLine.FrameWithObject or TraceLine.PhpTrace or TraceLine.CloseBrace => TraceState.Frames,
        TraceLine.Cause => TraceState.Exception,
        _ => IsIndented(line) ? TraceState.Frames : null,
    };

    static TraceState? InPython(TraceLine line) => line switch
    {
        TraceLine.Exception or TraceLine.Named => TraceState.PythonEnd,
        TraceLine.Blank => TraceState.Python,
        _ => IsIndented(line) ? TraceState.Python : null,
    };

    static TraceState? AfterPython(TraceState state, TraceLine line) => line switch
    {
        TraceLine.PythonChain => TraceState.PythonChain,
        TraceLine.Blank => state == TraceState.PythonEnd ? TraceState.PythonGap : state == TraceState.PythonChain ? state : null,
        TraceLine.PythonTraceback => state == TraceState.PythonChain ? TraceState.Python : null,
        // An exception group's members, or a note: indented under the exception.
        _ => state == TraceState.PythonEnd && IsIndented(line) ? state : null,
    };

    static TraceState? InGo(TraceLine line) => line switch
    {
        TraceLine.GoRoutine or TraceLine.GoDetail or TraceLine.Blank => TraceState.Go,
        _ => IsIndented(line) ? TraceState.Go : null,
    };

    static TraceState? InNode(TraceState state, TraceLine line) => line switch
    {
        TraceLine.Exception or TraceLine.Frame or TraceLine.FrameWithObject or TraceLine.CloseBrace => TraceState.NodeError,
        TraceLine.Blank => state,
        TraceLine.NodeVersion => TraceState.Plain,
        _ => IsIndented(line) ? state : null,
    };

    static bool IsIndented(TraceLine line) =>
        line is TraceLine.Indented or TraceLine.DeepIndented or TraceLine.Frame or TraceLine.FrameWithObject;
}
