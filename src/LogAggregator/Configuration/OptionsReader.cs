using System;
using System.Collections.Generic;
using LogAggregator.Collect.Docker;
using LogAggregator.Collect.Docker.Engine;

namespace LogAggregator.Configuration;

/// <summary>Makes options of flags and environment variables; collects every error instead of stopping at the first.</summary>
sealed class OptionsReader
{
    readonly IReadOnlyDictionary<string, string> _flags;
    readonly Func<string, string?> _environment;
    readonly List<string> _errors = [];

    OptionsReader(IReadOnlyDictionary<string, string> flags, Func<string, string?> environment) => (_flags, _environment) = (flags, environment);

    /// <param name="flags">Values of flags by the flag's name with dashes; they win over the environment.</param>
    /// <param name="environment">Value of an environment variable, or null.</param>
    /// <param name="errors">One sentence for each value that is not allowed.</param>
    public static ServiceOptions Read(
        IReadOnlyDictionary<string, string> flags, Func<string, string?> environment, out IReadOnlyList<string> errors)
    {
        var reader = new OptionsReader(flags, environment);
        errors = reader._errors;
        return reader.Read();
    }

    ServiceOptions Read() => new()
    {
        Port = Get(Settings.Port),
        LogDirectory = IsDemo && TextOf(Settings.LogDirectory).Length == 0 ? "" : Get(Settings.LogDirectory),
        MaxLogsMemory = Get(Settings.MaxLogsMemory),
        CollectionInterval = TimeSpan.FromSeconds(Get(Settings.CollectionInterval)),
        DockerEndpoints = IsDemo ? [] : ReadEngines(),
        Containers = ReadFilter(),
        CollectTail = Get(Settings.CollectTail),
        RetentionAge = Get(Settings.RetentionDays) is { } days ? TimeSpan.FromDays(days) : null,
        RetentionBytes = Get(Settings.RetentionBytes),
        MinFreeDisk = Get(Settings.MinFreeDisk),
        CorsOrigins = Get(Settings.CorsOrigins),
        LogFormat = Get(Settings.LogFormat),
        LogLevel = Get(Settings.LogLevel),
        Demo = IsDemo ? new DemoOptions(Get(DemoSettings.Seed), Get(DemoSettings.Now), Get(DemoSettings.Live)) : null,
    };

    bool IsDemo => _flags.ContainsKey(DemoSettings.Flag);

    IReadOnlyList<DockerEndpoint> ReadEngines()
    {
        var tls = DockerTls.Load(Get(Settings.DockerCertPath), Get(Settings.DockerTlsVerify), out var problem);
        if (problem is not null) _errors.Add($"{Settings.DockerCertPath.Name}: {problem}");
        var endpoints = DockerEndpoint.ParseAll(Get(Settings.DockerHost), tls, out var problems);
        foreach (var one in problems) _errors.Add($"{Settings.DockerHost.Name}: {one}");
        return endpoints;
    }

    ContainerFilter ReadFilter()
    {
        var filter = ContainerFilter.Parse(Get(Settings.CollectInclude), Get(Settings.CollectExclude), out var problems);
        _errors.AddRange(problems);
        return filter;
    }

    T Get<T>(Setting<T> setting)
    {
        var text = TextOf(setting);
        if (text.Length == 0) text = setting.Default;
        if (!setting.TryParse(text, out var value))
            _errors.Add($"{(_flags.ContainsKey(setting.Flag) ? setting.Flag : setting.Name)}: '{text}' is not allowed; it must be {setting.Allowed}.");
        return value;
    }

    /// <summary>Empty where it is not set.</summary>
    string TextOf(Setting setting) => (_flags.TryGetValue(setting.Flag, out var text) ? text : _environment(setting.Name))?.Trim() ?? "";
}
