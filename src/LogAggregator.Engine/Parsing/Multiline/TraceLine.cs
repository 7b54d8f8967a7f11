namespace LogAggregator.Engine.Parsing.Multiline;

/// <summary>What a line may be in a stack trace, by itself.</summary>
enum TraceLine
{
    /// <summary>Nothing that a trace has.</summary>
    Other,

    /// <summary>JSON or logfmt: a record by itself, always.</summary>
    Structured,

    Blank,

    /// <summary>Begins with a space or tab, and is nothing below.</summary>
    Indented,

    /// <summary>Indented by six spaces or more: the message of .NET's console logger.</summary>
    DeepIndented,

    /// <summary><c>    at x</c>, <c>\t... 12 more</c>, <c>\tfrom x.rb:7:in</c>, <c> ---> X</c>, <c>--- End of …</c>: only traces have such lines.</summary>
    Frame,

    /// <summary>A frame that opens an object: Node prints an error's properties after it.</summary>
    FrameWithObject,

    /// <summary><c>java.lang.X: message</c>, <c>TypeError: message</c>, <c>** (RuntimeError) message</c>.</summary>
    Exception,

    /// <summary><c>Caused by: </c> at the line's start.</summary>
    Cause,

    /// <summary><c>}</c> and nothing before it.</summary>
    CloseBrace,

    /// <summary><c>Category[0]</c> after .NET's <c>info: </c>.</summary>
    ConsoleHead,

    /// <summary><c>Traceback (most recent call last):</c>.</summary>
    PythonTraceback,

    /// <summary>The sentence between two chained tracebacks.</summary>
    PythonChain,

    /// <summary><c>name</c> or <c>name: text</c>: how a traceback ends, if one is open.</summary>
    Named,

    /// <summary><c>panic: </c>, <c>fatal error: </c>, <c>http: panic serving</c>.</summary>
    GoPanic,

    /// <summary><c>goroutine 1 [running]:</c>.</summary>
    GoRoutine,

    /// <summary><c>main.main()</c>, <c>created by x</c>, <c>[signal …]</c>, <c>exit status 2</c>, a register: only after a panic.</summary>
    GoDetail,

    /// <summary><c>thread 'main' panicked at src/main.rs:4:5:</c>; the message is the next line.</summary>
    RustPanic,

    /// <summary>The form before Rust 1.73: the message is in the line.</summary>
    RustPanicWithMessage,

    /// <summary><c>stack backtrace:</c>, <c>note: run with `RUST_BACKTRACE=1`</c>.</summary>
    RustNote,

    /// <summary><c>/app/index.js:10</c>: the place of an uncaught error; its source line comes next.</summary>
    NodePosition,

    /// <summary><c>Node.js v20.1.0</c>: the end of what it prints of an uncaught error.</summary>
    NodeVersion,

    /// <summary><c>Stack trace:</c>, <c>#0 /app/x.php(3): f()</c>.</summary>
    PhpTrace,
}
