// Applies cdk-nag's rules to a CloudFormation template: node nag.js TEMPLATE OUTPUT_DIRECTORY
// The result is OUTPUT_DIRECTORY/validation-report.json. Findings make the exit code 1.
import { App, Stack, Validations } from 'aws-cdk-lib';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { AwsSolutionsChecks, NIST80053R5Checks, ServerlessChecks } from 'cdk-nag';

const [template, outdir] = process.argv.slice(2);
const app = new App({ outdir, analyticsReporting: false });
new CfnInclude(new Stack(app, 'Tagscaler'), 'Template', { templateFile: template });
Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new NIST80053R5Checks(app), new ServerlessChecks(app));
app.synth();
