using Microsoft.Extensions.Options;

namespace ClickFunnels;

/// <summary>Reports all problems of the settings at once, when the host starts.</summary>
internal sealed class ValidateClickFunnelsClientOptions : IValidateOptions<ClickFunnelsClientOptions>
{
    public ValidateOptionsResult Validate(string? name, ClickFunnelsClientOptions options)
    {
        var problems = options.Validate();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
