using ClickFunnels.Sync.Tests.Files;
using ClickFunnels.Sync.Tests.Sinks;

// Tests start this assembly as a program of its own, to kill it.
return args switch
{
    ["commit-loop", .. var sink] => await CommitLoop.RunAsync(sink),
    ["commit-files", .. var files] => await FileKillTests.RunAsync(files),
    _ => throw new ArgumentException("Unknown command."),
};
