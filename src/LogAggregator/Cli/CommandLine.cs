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
    Query,
    Tail,
    Verify,
    Cat,
}

/// <summary>The arguments, read: a command, or none for serving, and flags <c>--port 8022</c> or <c>--port=8022</c>.</summary>
/// <param name="Command">What to do.</param>
/// <param name="Flags">Values by flag, such as <c>--port</c>.</param>
/// <param name="Errors">A sentence for each argument that is not understood.</param>
sealed record CommandLine(Command Command, IReadOnlyDictionary<string, string> Flags, IReadOnlyList<string> Errors)
{
    /// <summary>Of <c>query</c> and <c>tail</c>: where the service answers.</summary>
    public const string UrlFlag = "--url";

    /// <summary>Of <c>query</c> and <c>tail</c>: the query as typed; null if there is none.</summary>
    public string? Query { get; init; }

    public static CommandLine Parse(IReadOnlyList<string> args)
    {
        var command = Command.Serve;
        var flags = new Dictionary<string, string>();
        var errors = new List<string>();
        string? query = null;
        for (var i = 0; i < args.Count; i++)
        {
            if (command is Command.Query or Command.Tail && IsQuery(args[i]))
            {
                if (query is not null) errors.Add($"'{args[i]}' is one query too many; put the whole query in quotes.");
                query = args[i];
            }
            else if (CommandOf(args[i]) is { } named) command = command is Command.Serve ? named : command;
            else if (args[i] == DemoSettings.Flag) flags[DemoSettings.Flag] = "";
            else if (!args[i].StartsWith("--", System.StringComparison.Ordinal)) errors.Add($"'{args[i]}' is not a command; there are query, tail, verify, cat, healthcheck, --help and --version.");
            else ReadFlag(args, ref i, flags, errors);
        }

        if (flags.ContainsKey(UrlFlag) && command is not (Command.Query or Command.Tail)) errors.Add($"{UrlFlag} is for query and tail.");
        if (flags.ContainsKey(DemoSettings.Flag) && command is not Command.Serve) errors.Add($"{DemoSettings.Flag} is for serving, not for a command.");
        return new CommandLine(command, flags, errors) { Query = query };
    }

    /// <summary>A query may begin with a minus: <c>-healthcheck</c>.</summary>
    static bool IsQuery(string arg) => !arg.StartsWith("--", System.StringComparison.Ordinal) && arg is not ("-h" or "-v");

    static Command? CommandOf(string arg) => arg switch
    {
        "serve" => Command.Serve,
        "healthcheck" => Command.HealthCheck,
        "query" => Command.Query,
        "tail" => Command.Tail,
        "verify" => Command.Verify,
        "cat" => Command.Cat,
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
        if (flag == UrlFlag) return true;
        foreach (var setting in Settings.All)
            if (setting.Flag == flag) return true;
        return false;
    }
}
