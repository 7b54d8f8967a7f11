using System;
using System.Text;
using LogAggregator.Collect.Docker.Lines;
using LogAggregator.Status;

namespace LogAggregator.Demo;

/// <summary>A container that does not exist.</summary>
/// <param name="Identity">What its records say of it.</param>
/// <param name="State">Docker's word at the end of the history; <see cref="Removed"/> for one that is gone.</param>
sealed record DemoContainer(ContainerIdentity Identity, string State)
{
    public const string Removed = "removed";

    /// <summary>Name of the machine that is made up.</summary>
    public const string Host = "demo";

    public ContainerStatus Status => new(
        EngineStatus.Demo.Endpoint, Identity.Id, Identity.Name, Identity.Image, Identity.Project, Identity.ComposeService, State, Collected: true, Warning: "");

    /// <summary>Named as compose names it.</summary>
    public static DemoContainer Of(string project, string service, int number, string image, string state = "running")
    {
        var name = $"{project}-{service}-{number}";
        return new DemoContainer(new ContainerIdentity(Host, IdOf(name), name, image, project, service), state);
    }

    /// <summary>64 hex digits, the same for the same name. FNV-1a is enough to tell a dozen names apart.</summary>
    static string IdOf(string name)
    {
        var hash = 2166136261u;
        foreach (var b in Encoding.UTF8.GetBytes(name)) hash = unchecked((hash ^ b) * 16777619);
        Span<byte> id = stackalloc byte[32];
        new Random((int)(hash & int.MaxValue)).NextBytes(id);
        return Convert.ToHexStringLower(id);
    }
}
