using System.Text;

namespace LogAggregator.Engine.Parsing.Multiline;

/// <summary>Lines that runtimes print word for word.</summary>
static class KnownStarts
{
    public static (byte[] Text, TraceLine Kind)[] All { get; } =
    [
        Start("Traceback (most recent call last):", TraceLine.PythonTraceback),
        Start("During handling of the above exception, another exception occurred:", TraceLine.PythonChain),
        Start("The above exception was the direct cause of the following exception:", TraceLine.PythonChain),
        Start("Caused by: ", TraceLine.Cause),
        Start("--- End of ", TraceLine.Frame),
        Start("** (", TraceLine.Exception),
        Start("}", TraceLine.CloseBrace),
        Start("\"}", TraceLine.CloseBrace),
        Start("panic: ", TraceLine.GoPanic),
        Start("fatal error: ", TraceLine.GoPanic),
        Start("goroutine ", TraceLine.GoRoutine),
        Start("created by ", TraceLine.GoDetail),
        Start("[signal ", TraceLine.GoDetail),
        Start("exit status ", TraceLine.GoDetail),
        Start("runtime stack:", TraceLine.GoDetail),
        Start("stack backtrace:", TraceLine.RustNote),
        Start("note: run with `RUST_BACKTRACE", TraceLine.RustNote),
        Start("note: Some details are omitted", TraceLine.RustNote),
        Start("Node.js v", TraceLine.NodeVersion),
        Start("Stack trace:", TraceLine.PhpTrace),
        Start("PHP Stack trace:", TraceLine.PhpTrace),
        Start("[stacktrace]", TraceLine.PhpTrace),
    ];

    static (byte[] Text, TraceLine Kind) Start(string text, TraceLine kind) => (Encoding.ASCII.GetBytes(text), kind);
}
