using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;

namespace ClickFunnels.Core.DependencyInjection;

/// <summary>Reports all problems of the settings at once, when the host starts.</summary>
internal sealed class ApiClientOptionsValidator<
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions
> : IValidateOptions<TOptions>
    where TOptions : ApiClientOptions
{
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        var problems = options.Validate();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
