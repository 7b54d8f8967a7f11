namespace LogAggregator.Configuration;

/// <summary>
/// One setting, declared once: read from the environment variable of its name or the flag made of it
/// (<c>LOG_DIRECTORY</c>, <c>--log-directory</c>), listed by <c>--help</c> and in <c>docs/configuration.md</c>.
/// </summary>
/// <param name="Name">The environment variable.</param>
/// <param name="Default">What counts where it is not set or empty, as it would be written; empty for nothing.</param>
/// <param name="Allowed">The allowed values, as the end of a sentence: "a whole number from 1 to 65535".</param>
/// <param name="Meaning">One or two sentences for people.</param>
abstract record Setting(string Name, string Default, string Allowed, string Meaning)
{
    public string Flag => "--" + Name.ToLowerInvariant().Replace('_', '-');
}

/// <param name="Name">The environment variable.</param>
/// <param name="Default">What counts where it is not set, as it would be written.</param>
/// <param name="Allowed">The allowed values.</param>
/// <param name="Meaning">One or two sentences for people.</param>
/// <param name="TryParse">False for a value that is not allowed.</param>
sealed record Setting<T>(string Name, string Default, string Allowed, string Meaning, TryParse<T> TryParse)
    : Setting(Name, Default, Allowed, Meaning);

delegate bool TryParse<T>(string text, out T value);
