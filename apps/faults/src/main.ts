process.stdout.write('nothing yet\n');
