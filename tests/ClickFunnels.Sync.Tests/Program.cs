using ClickFunnels.Sync.Tests.Sinks;
using ClickFunnels.Sync.Tests.Support;

// Tests start this assembly as a program of its own, to kill it.
await (
    args switch
    {
        ["commit-loop", .. var sink] => CommitLoop.RunAsync(sink),
        _ => ChildProgram.RunAsync(args),
    }
);
