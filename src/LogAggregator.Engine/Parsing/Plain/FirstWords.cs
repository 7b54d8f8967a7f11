using System.Text;
using LogAggregator.Engine.Model;

namespace LogAggregator.Engine.Parsing.Plain;

/// <summary>Words at the start of a line that say how bad it is though none of them is a level.</summary>
static class FirstWords
{
    public static (byte[] Text, Level Level)[] All { get; } =
    [
        Form("Traceback (most recent call last)", Level.Error),
        Form("Exception in thread ", Level.Error),
        Form("Exception ignored in", Level.Warning),
        Form("Caused by: ", Level.Error),
        Form("Unhandled exception", Level.Critical),
        Form("Unhandled Exception", Level.Critical),
        Form("Unhandled rejection", Level.Error),
        Form("Uncaught ", Level.Error),
        Form("UnhandledPromiseRejection", Level.Error),
        Form("panic: ", Level.Critical),
        Form("fatal error: ", Level.Critical),
        Form("Fatal error: ", Level.Critical),
        Form("Fatal Error: ", Level.Critical),
        Form("Parse error: ", Level.Critical),
        Form("Segmentation fault", Level.Critical),
        Form("PHP Fatal error: ", Level.Critical),
        Form("PHP Parse error: ", Level.Critical),
        Form("PHP Recoverable fatal error: ", Level.Error),
        Form("PHP Warning: ", Level.Warning),
        Form("PHP Notice: ", Level.Info),
        Form("PHP Deprecated: ", Level.Warning),
        Form("NOTICE: PHP message: PHP Fatal error: ", Level.Critical),
        Form("NOTICE: PHP message: PHP Warning: ", Level.Warning),
        Form("npm ERR! ", Level.Error),
        Form("npm error ", Level.Error),
        Form("npm WARN ", Level.Warning),
        Form("npm warn ", Level.Warning),
        Form("npm verb ", Level.Debug),
        Form("npm sill ", Level.Trace),
        Form("OpenJDK 64-Bit Server VM warning: ", Level.Warning),
        Form("Java HotSpot(TM) 64-Bit Server VM warning: ", Level.Warning),
        // Continue what the server said before; not as bad by themselves.
        Form("DETAIL: ", Level.Info),
        Form("HINT: ", Level.Info),
        Form("STATEMENT: ", Level.Info),
        Form("CONTEXT: ", Level.Info),
    ];

    static (byte[] Text, Level Level) Form(string text, Level level) => (Encoding.ASCII.GetBytes(text), level);
}
