using System.Collections.Generic;
using LogAggregator.Configuration;

namespace LogAggregator.Cli;

/// <summary>What the program was asked to do.</summary>
enum Command
{
    Serve,
    HealthCheck,
    Help,
    Version,
}

/// <summary>The arguments, read: a command, or none for serving, and flags <c>--port 8022</c> or <c>--port=8022</c>.</summary>
/// <param name="Command">What to do.</param>
/// <param name="Flags">Values by flag, such as <c>--port</c>.</param>
/// <param name="Errors">A sentence for each argument that is not understood.</param>
sealed record CommandLine(Command Command, IReadOnlyDictionary<string, string> Flags, IReadOnlyList<string> Errors)
{
    public static CommandLine Parse(IReadOnlyList<string> args)
    {
        var command = Command.Serve;
        var flags = new Dictionary<string, string>();
        var errors = new List<string>();
        for (var i = 0; i < args.Count; i++)
        {
            if (CommandOf(args[i]) is { } named) command = command is Command.Serve ? named : command;
            else if (!args[i].StartsWith("--", System.StringComparison.Ordinal)) errors.Add($"'{args[i]}' is not a command; there are healthcheck, --help and --version.");
            else ReadFlag(args, ref i, flags, errors);
        }

        return new CommandLine(command, flags, errors);
    }

    static Command? CommandOf(string arg) => arg switch
    {
        "serve" => Command.Serve,
        "healthcheck" => Command.HealthCheck,
        "help" or "--help" or "-h" => Command.Help,
        "version" or "--version" or "-v" => Command.Version,
        _ => null,
    };

    static void ReadFlag(IReadOnlyList<string> args, ref int i, Dictionary<string, string> flags, List<string> errors)
    {
        var equals = args[i].IndexOf('=');
        var flag = equals < 0 ? args[i] : args[i][..equals];
        if (!IsKnown(flag)) errors.Add($"'{flag}' is not a flag; --help lists them all.");
        else if (equals >= 0) flags[flag] = args[i][(equals + 1)..];
        else if (i + 1 < args.Count) flags[flag] = args[++i];
        else errors.Add($"{flag} needs a value.");
    }

    static bool IsKnown(string flag)
    {
        foreach (var setting in Settings.All)
            if (setting.Flag == flag) return true;
        return false;
    }
}
