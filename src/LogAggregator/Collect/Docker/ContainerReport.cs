namespace LogAggregator.Collect.Docker;

/// <summary>Says what a container's state and problem are, each problem once.</summary>
sealed class ContainerReport(string endpoint, CollectorContext context)
{
    string _problem = "";

    public void Show(ContainerState state) => context.Status.Set(state.Status(endpoint, _problem));

    public void ShowRemoved(ContainerState state)
    {
        context.Status.Set(state.Status(endpoint, "") with { State = "removed" });
        CollectorLog.Gone(context.Logger, state.Identity.Name, state.Identity.ShortId);
    }

    public void NoteProblem(ContainerState state, string problem)
    {
        if (_problem == problem) return;
        _problem = problem;
        CollectorLog.Unreadable(context.Logger, state.Identity.Name, problem);
        Show(state);
    }

    /// <summary>The log can be read again.</summary>
    public void Clear(ContainerState state)
    {
        if (_problem.Length == 0) return;
        _problem = "";
        Show(state);
    }
}
