using ClickFunnels.Sync.Tests.Sinks;

// Tests start this assembly as a program of its own, to kill it.
return args switch
{
    ["commit-loop", .. var sink] => await CommitLoop.RunAsync(sink),
    _ => throw new ArgumentException("Unknown command."),
};
