using Microsoft.CodeAnalysis.Diagnostics;

namespace ClickFunnels.Analyzers;

/// <summary>An analyzer that does nothing in a program without the client.</summary>
public abstract class ClientAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc />
    public sealed override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            var client = new ClientTypes(start.Compilation);
            if (client.IsReferenced)
            {
                Start(start, client);
            }
        });
    }

    /// <summary>Registers the actions for one compilation.</summary>
    private protected abstract void Start(CompilationStartAnalysisContext context, ClientTypes client);
}
