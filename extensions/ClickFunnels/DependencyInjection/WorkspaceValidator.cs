using Microsoft.Extensions.Options;

namespace ClickFunnels.DependencyInjection;

/// <summary>Reports a missing workspace when the host starts, instead of with the first call that needs it.</summary>
internal sealed class WorkspaceValidator : IValidateOptions<ClickFunnelsClientOptions>
{
    public ValidateOptionsResult Validate(string? name, ClickFunnelsClientOptions options) =>
        options.RequireWorkspace && options.WorkspaceId.IsEmpty
            ? ValidateOptionsResult.Fail(
                "WorkspaceId is missing: set it to the id of the workspace. Set RequireWorkspace to false for a client that is bound later "
                    + "with ForWorkspace, or that uses only teams and workspaces."
            )
            : ValidateOptionsResult.Success;
}
